from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "sherwood.web.programme.risks"
    label = "risks"

    def ready(self):
        from sherwood.web.programme.programmes.agenda import offer
        from sherwood.web.programme.programmes.contributions import COLUMNS
        from sherwood.web.programme.risks.agenda import large_and_open
        from sherwood.web.programme.risks.contributions import top_risk

        offer(large_and_open, to="challenging_body")
        COLUMNS["Top risk"] = top_risk
