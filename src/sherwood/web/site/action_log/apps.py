from django.apps import AppConfig


class ActionLogConfig(AppConfig):
    name = "sherwood.web.site.action_log"
