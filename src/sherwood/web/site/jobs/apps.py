from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "sherwood.web.site.jobs"
    label = "jobs"
