from django.apps import AppConfig


class BaselinesConfig(AppConfig):
    name = "sherwood.web.baselines"
    label = "baselines"
