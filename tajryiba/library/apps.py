from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "tajryiba.library"
    label = "library"
    verbose_name = _("Library")

    def ready(self):
        from tajryiba.core import related  # noqa: PLC0415  (apps must be loaded first)

        from . import blocks, citing, indexing, notices, publishing  # noqa: PLC0415

        publishing.connect()
        notices.register()
        citing.connect()
        indexing.connect()
        related.add_to_menu("main", related.MenuEntry("library", _("Library"), "material_list", order=20))
        related.register("reference.topic", blocks.materials_of_topic, order=110)
        related.register("practices.practice", blocks.materials_for_practice, order=40)
