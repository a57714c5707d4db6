from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "sherwood.web.programmes"

    def ready(self):
        from sherwood.web.evidence.contributions import USES
        from sherwood.web.programmes.signals import judged_by

        USES.append(judged_by)
