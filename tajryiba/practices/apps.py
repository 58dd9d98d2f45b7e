from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "tajryiba.practices"
    label = "practices"
    verbose_name = _("Practices")

    def ready(self):
        from tajryiba.core import related  # noqa: PLC0415  (apps must be loaded first)

        from . import blocks, publishing  # noqa: PLC0415
        from .adoption import wiring as adoption  # noqa: PLC0415
        from .asking import subject  # noqa: PLC0415
        from .leads import wiring as leads  # noqa: PLC0415
        from .submission import wiring as submission  # noqa: PLC0415

        publishing.connect()
        subject.register()
        related.add_to_menu("main", related.MenuEntry("practices", _("Practices"), "practice_list", order=10))
        related.register("reference.unit", blocks.practices_of_unit)
        related.register("reference.topic", blocks.practices_of_topic)
        leads.connect()
        submission.connect()
        adoption.connect()
