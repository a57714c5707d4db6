from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "sherwood.web.site.registers"
