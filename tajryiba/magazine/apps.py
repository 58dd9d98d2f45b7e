from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MagazineConfig(AppConfig):
    name = "tajryiba.magazine"
    label = "magazine"
    verbose_name = _("Magazine and news")

    def ready(self):
        from . import wiring  # noqa: PLC0415  (apps must be loaded first)

        wiring.connect()
