from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "sherwood.web.plans"
    label = "plans"

    def ready(self):
        from sherwood.web.plans.agenda import slipped_key_milestones
        from sherwood.web.plans.contributions import days_moved, without_streams
        from sherwood.web.programmes.agenda import offer
        from sherwood.web.programmes.contributions import COLUMNS, LACKS

        offer(slipped_key_milestones, to="challenging_body")
        COLUMNS["Moved"] = days_moved
        LACKS.append(without_streams)
