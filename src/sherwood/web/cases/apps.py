from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "sherwood.web.cases"

    def ready(self):
        from sherwood.web.cases.contributions import decisions
        from sherwood.web.programmes.contributions import DECISIONS

        DECISIONS.append(decisions)
