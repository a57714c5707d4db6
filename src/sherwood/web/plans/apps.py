from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "sherwood.web.plans"
    label = "plans"
