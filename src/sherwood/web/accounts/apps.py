from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sherwood.web.accounts"
    label = "accounts"
