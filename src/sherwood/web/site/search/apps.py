from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "sherwood.web.site.search"
