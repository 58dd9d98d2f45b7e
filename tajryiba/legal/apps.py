from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LegalConfig(AppConfig):
    name = "tajryiba.legal"
    label = "legal"
    verbose_name = _("Legal acts")

    def ready(self):
        # The registries are filled once the models are loaded.
        from tajryiba.core import related  # noqa: PLC0415

        from . import blocks, follows, indexing, notices  # noqa: PLC0415

        notices.register()
        follows.register()
        indexing.connect()
        related.add_to_menu("main", related.MenuEntry("laws", _("Laws"), "law_list", order=25))
        related.register("reference.topic", blocks.acts_of_topic, order=110)
