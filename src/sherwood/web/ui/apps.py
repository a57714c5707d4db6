from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "sherwood.web.ui"
