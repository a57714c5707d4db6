from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "sherwood.web.programme.proposals"
    label = "proposals"
