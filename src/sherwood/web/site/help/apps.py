from django.apps import AppConfig


class HelpConfig(AppConfig):
    name = "sherwood.web.site.help"
