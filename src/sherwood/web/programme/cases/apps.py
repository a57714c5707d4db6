from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "sherwood.web.programme.cases"

    def ready(self):
        from sherwood.web.programme.cases.contributions import decided_on, decisions
        from sherwood.web.programme.programmes.contributions import DECIDED_ON, DECISIONS

        DECISIONS.append(decisions)
        DECIDED_ON.append(decided_on)
