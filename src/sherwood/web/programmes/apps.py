from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "sherwood.web.programmes"

    def ready(self):
        from sherwood.web.evidence.contributions import BEGUN, TARGETS, USES
        from sherwood.web.programmes.aims import marked_targets, programme_began
        from sherwood.web.programmes.signals import judged_by

        USES.append(judged_by)
        TARGETS.append(marked_targets)
        BEGUN.append(programme_began)
