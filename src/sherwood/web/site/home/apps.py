from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "sherwood.web.site.home"
    label = "home"
