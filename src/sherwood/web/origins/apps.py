from django.apps import AppConfig


class OriginsConfig(AppConfig):
    name = "sherwood.web.origins"
    label = "origins"
