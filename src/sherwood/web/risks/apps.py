from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "sherwood.web.risks"
    label = "risks"

    def ready(self):
        from sherwood.web.programmes.agenda import offer
        from sherwood.web.risks.agenda import large_and_open

        offer(large_and_open, to="challenging_body")
