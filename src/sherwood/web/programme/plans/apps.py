from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "sherwood.web.programme.plans"
    label = "plans"
