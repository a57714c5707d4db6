from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "sherwood.web.engagement"
    label = "engagement"
