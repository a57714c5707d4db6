from django.apps import AppConfig


class LoadingConfig(AppConfig):
    name = "sherwood.web.evidence.loading"
    label = "loading"
