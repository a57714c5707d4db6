from django.apps import AppConfig


class ListingsConfig(AppConfig):
    name = "sherwood.web.site.listings"
