from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "sherwood.web.site.files"
    label = "files"
