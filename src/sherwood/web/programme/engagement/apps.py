from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "sherwood.web.programme.engagement"
    label = "engagement"
