from django.apps import AppConfig
from django.db.models.signals import pre_save


class UiConfig(AppConfig):
    name = "sherwood.web.ui"

    def ready(self):
        from sherwood.web.ui.columns import check_fits

        pre_save.connect(check_fits, dispatch_uid="words fit their columns")
