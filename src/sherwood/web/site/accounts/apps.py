from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sherwood.web.site.accounts"
    label = "accounts"
