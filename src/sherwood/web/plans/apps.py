from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "sherwood.web.plans"
    label = "plans"

    def ready(self):
        from sherwood.web.plans.agenda import slipped_key_milestones
        from sherwood.web.programmes.agenda import offer

        offer(slipped_key_milestones, to="challenging_body")
