from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "sherwood.web.programmes"
