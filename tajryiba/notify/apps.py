from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotifyConfig(AppConfig):
    name = "tajryiba.notify"
    label = "notify"
    verbose_name = _("Notices")

    def ready(self):
        # The registries are filled once the models are loaded.
        from tajryiba.core import hooks  # noqa: PLC0415

        from . import handlers, panels, saved  # noqa: PLC0415

        panels.register()
        saved.register()
        hooks.register("export_my_data", handlers.export_my_data)
        hooks.register("erase_my_data", handlers.erase_my_data)
