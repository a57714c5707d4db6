from django.apps import AppConfig


class OriginsConfig(AppConfig):
    name = "sherwood.web.programme.origins"
    label = "origins"
