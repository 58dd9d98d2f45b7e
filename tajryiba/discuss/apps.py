from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussConfig(AppConfig):
    name = "tajryiba.discuss"
    label = "discuss"
    verbose_name = _("Questions and replies")

    def ready(self):
        from . import notices  # noqa: PLC0415  (the registries are filled once the models are loaded)

        notices.register()
