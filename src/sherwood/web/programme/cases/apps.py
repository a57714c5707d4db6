from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "sherwood.web.programme.cases"
