from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "sherwood.web.programme.risks"
    label = "risks"
