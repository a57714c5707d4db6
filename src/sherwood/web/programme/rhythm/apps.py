from django.apps import AppConfig


class RhythmConfig(AppConfig):
    name = "sherwood.web.programme.rhythm"
    label = "rhythm"

    def ready(self):
        from sherwood.web.programme.programmes.contributions import COLUMNS
        from sherwood.web.programme.rhythm.contributions import last_report

        COLUMNS["Last report"] = last_report
