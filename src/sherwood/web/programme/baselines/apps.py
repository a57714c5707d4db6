from django.apps import AppConfig


class BaselinesConfig(AppConfig):
    name = "sherwood.web.programme.baselines"
    label = "baselines"
