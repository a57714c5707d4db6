from django.apps import AppConfig


class ActionLogConfig(AppConfig):
    name = "sherwood.web.action_log"
