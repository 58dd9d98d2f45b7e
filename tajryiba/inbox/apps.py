from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InboxConfig(AppConfig):
    name = "tajryiba.inbox"
    label = "inbox"
    verbose_name = _("Reactions")

    def ready(self):
        # The registries are filled once the models are loaded.
        from tajryiba.core import hooks  # noqa: PLC0415

        from . import handlers, notices  # noqa: PLC0415

        notices.register()
        hooks.register("export_my_data", handlers.export_my_data)
