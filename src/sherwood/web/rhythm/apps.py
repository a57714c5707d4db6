from django.apps import AppConfig


class RhythmConfig(AppConfig):
    name = "sherwood.web.rhythm"
    label = "rhythm"

    def ready(self):
        from sherwood.web.programmes.contributions import COLUMNS
        from sherwood.web.rhythm.contributions import last_report

        COLUMNS["Last report"] = last_report
