from django.apps import AppConfig


class DigestConfig(AppConfig):
    name = "sherwood.web.digest"
    label = "digest"
