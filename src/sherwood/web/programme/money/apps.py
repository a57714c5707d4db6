from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "sherwood.web.programme.money"
    label = "money"
