from django.apps import AppConfig


class RhythmConfig(AppConfig):
    name = "sherwood.web.programme.rhythm"
    label = "rhythm"
