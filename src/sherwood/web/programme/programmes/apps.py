from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "sherwood.web.programme.programmes"

    def ready(self):
        from sherwood.web.evidence.contributions import BEGUN, TARGETS, USES
        from sherwood.web.programme.programmes.aims import marked_targets, programme_began
        from sherwood.web.programme.programmes.signals import judged_by

        USES.append(judged_by)
        TARGETS.append(marked_targets)
        BEGUN.append(programme_began)
