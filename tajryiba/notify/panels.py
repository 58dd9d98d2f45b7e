"""The bell in the masthead, an entry of the account's menu, a panel on its home."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from tajryiba.core import related
from tajryiba.core.related import MenuEntry

from . import queries
from .models import Notice

ON_PANEL = 5


def bell(context: dict, person) -> str:
    return render_to_string("notify/_bell.html", {"unread": queries.unread_count(person)})


def panel(context: dict, person) -> str:
    notices = Notice.objects.visible_to(person).unread()[:ON_PANEL]
    return render_to_string("notify/_panel.html", {"notices": notices})


def register() -> None:
    related.add_to_menu("account", MenuEntry("notices", _("Notices"), "account_notices", order=5, icon="bell"))
    related.register("account.island", bell, order=10)
    related.register("account.home", panel, order=5)
