from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "sherwood.web.programme.plans"
    label = "plans"

    def ready(self):
        from sherwood.web.programme.plans.agenda import slipped_key_milestones
        from sherwood.web.programme.plans.contributions import days_moved, without_streams
        from sherwood.web.programme.programmes.agenda import offer
        from sherwood.web.programme.programmes.contributions import COLUMNS, LACKS

        offer(slipped_key_milestones, to="challenging_body")
        COLUMNS["Moved"] = days_moved
        LACKS.append(without_streams)
