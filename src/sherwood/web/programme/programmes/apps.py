from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "sherwood.web.programme.programmes"
