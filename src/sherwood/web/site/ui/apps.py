from django.apps import AppConfig
from django.db.models.signals import pre_save


class UiConfig(AppConfig):
    name = "sherwood.web.site.ui"

    def ready(self):
        from sherwood.web.site.ui.columns import check_fits

        pre_save.connect(check_fits, dispatch_uid="words fit their columns")
