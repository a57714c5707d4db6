from django.apps import AppConfig


class StaffingConfig(AppConfig):
    name = "sherwood.web.programme.staffing"
    label = "staffing"
