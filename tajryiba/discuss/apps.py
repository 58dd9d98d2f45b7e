from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussConfig(AppConfig):
    name = "tajryiba.discuss"
    label = "discuss"
    verbose_name = _("Questions and replies")

    def ready(self):
        # The registries are filled once the models are loaded.
        from tajryiba.core import hooks, related  # noqa: PLC0415

        from . import blocks, handlers, indexing, notices  # noqa: PLC0415

        indexing.connect()
        notices.register()
        related.register("inbox.case", blocks.case_work)
        entry = related.MenuEntry("questions", _("My questions"), "account_questions", order=7, icon="message-circle")
        related.add_to_menu("account", entry)
        hooks.register("export_my_data", handlers.export_my_data)
