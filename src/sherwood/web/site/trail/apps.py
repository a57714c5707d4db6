from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "sherwood.web.site.trail"
