from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "sherwood.web.meetings"
    label = "meetings"
