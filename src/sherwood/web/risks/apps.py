from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "sherwood.web.risks"
    label = "risks"
