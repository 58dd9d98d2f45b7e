from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpertsConfig(AppConfig):
    name = "tajryiba.experts"
    label = "experts"
    verbose_name = _("Experts")

    def ready(self):
        # The registries are filled once the models are loaded.
        from . import wiring  # noqa: PLC0415

        wiring.connect()
