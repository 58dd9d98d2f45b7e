"""Where adoption shows itself and what it listens to; called once from `apps.py`."""

from django.utils.translation import gettext_lazy as _

from tajryiba.core import hooks, related
from tajryiba.core.related import MenuEntry
from tajryiba.inbox import kinds as cases

from . import blocks, handlers, notices
from .enums import CaseKind


def connect() -> None:
    notices.register()
    hooks.register("export_my_data", handlers.export_my_data)
    hooks.register("erase_my_data", handlers.erase_my_data)
    hooks.register("discuss_asked", handlers.adopters_who_may_answer)
    hooks.register("may_read_workspace_file", handlers.may_read_workspace_file)
    hooks.register("practice_adopters", handlers.places_to_visit)
    for kind in CaseKind:
        cases.register(kind, kind.label)
    related.add_to_menu("account", MenuEntry("adoptions", _("Adoptions"), "account_adoptions", order=15, icon="repeat"))
    related.add_to_menu("footer", MenuEntry("spreading", _("Spreading of experience"), "spreading", order=40))
    related.register("account.home", blocks.account_panel, order=5)
    related.register("practices.practice_head", blocks.adopt_button)
    related.register("practices.practice", blocks.spread_of_practice, order=20)
    related.register("reference.unit", blocks.gives_and_takes, order=120)
    related.register("reference.topic", blocks.most_adopted, order=120)
