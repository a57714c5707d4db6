from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "sherwood.web.money"
    label = "money"
