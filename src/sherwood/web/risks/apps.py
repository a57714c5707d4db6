from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "sherwood.web.risks"
    label = "risks"

    def ready(self):
        from sherwood.web.programmes.agenda import offer
        from sherwood.web.programmes.contributions import COLUMNS
        from sherwood.web.risks.agenda import large_and_open
        from sherwood.web.risks.contributions import top_risk

        offer(large_and_open, to="challenging_body")
        COLUMNS["Top risk"] = top_risk
