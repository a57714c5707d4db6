from django.apps import AppConfig


class RhythmConfig(AppConfig):
    name = "sherwood.web.rhythm"
    label = "rhythm"
