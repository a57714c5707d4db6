from django.apps import AppConfig


class FoundingConfig(AppConfig):
    name = "sherwood.web.founding"
    label = "founding"
