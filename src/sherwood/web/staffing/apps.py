from django.apps import AppConfig


class StaffingConfig(AppConfig):
    name = "sherwood.web.staffing"
    label = "staffing"
