from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "sherwood.web.services"
