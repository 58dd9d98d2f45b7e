from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InboxConfig(AppConfig):
    name = "tajryiba.inbox"
    label = "inbox"
    verbose_name = _("Reactions")

    def ready(self):
        from . import notices  # noqa: PLC0415  (the registries are filled once the models are loaded)

        notices.register()
