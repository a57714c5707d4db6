from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "sherwood.web.money"
    label = "money"

    def ready(self):
        from sherwood.web.money.agenda import over_budget
        from sherwood.web.programmes.agenda import offer

        offer(over_budget, to="challenging_body")
