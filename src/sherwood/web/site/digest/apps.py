from django.apps import AppConfig


class DigestConfig(AppConfig):
    name = "sherwood.web.site.digest"
    label = "digest"
