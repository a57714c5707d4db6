from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "sherwood.web.site.offers"
