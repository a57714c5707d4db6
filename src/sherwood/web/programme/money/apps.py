from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "sherwood.web.programme.money"
    label = "money"

    def ready(self):
        from sherwood.web.programme.money.agenda import over_budget
        from sherwood.web.programme.programmes.agenda import offer

        offer(over_budget, to="challenging_body")
