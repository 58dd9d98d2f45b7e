from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferenceConfig(AppConfig):
    name = "tajryiba.reference"
    label = "reference"
    verbose_name = _("Registers")

    def ready(self):
        from tajryiba.core.related import MenuEntry, add_to_menu  # noqa: PLC0415  (apps are ready only now)

        from . import indexing  # noqa: PLC0415

        indexing.connect()
        add_to_menu("main", MenuEntry("topics", _("Topics"), "topic_list", order=20))
        add_to_menu("main", MenuEntry("municipalities", _("Municipalities"), "unit_list", order=30))
