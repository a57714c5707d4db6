from django.apps import AppConfig


class FoundingConfig(AppConfig):
    name = "sherwood.web.programme.founding"
    label = "founding"
