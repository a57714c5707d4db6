from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "sherwood.web.programme.meetings"
    label = "meetings"
