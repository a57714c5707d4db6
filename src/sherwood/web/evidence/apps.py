from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "sherwood.web.evidence"
    label = "evidence"
