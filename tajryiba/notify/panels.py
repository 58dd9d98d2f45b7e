"""The bell in the masthead, an entry of the account's menu, a panel on its home."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from tajryiba.core import related
from tajryiba.core.related import MenuEntry
from tajryiba.reference.models import Topic, Unit

from . import followables, following, kinds, queries
from .followables import Followable
from .models import Notice

ON_PANEL = 5


def bell(context: dict, person) -> str:
    return render_to_string("notify/_bell.html", {"unread": queries.unread_count(person)})


def panel(context: dict, person) -> str:
    notices = Notice.objects.visible_to(person).unread()[:ON_PANEL]
    return render_to_string("notify/_panel.html", {"notices": notices})


def follow_topic(context: dict, topic) -> str:
    """A link to a page of one's account: the public page stays the same for everybody."""
    return _follow("topic", topic, context)


def follow_unit(context: dict, unit) -> str:
    return _follow("unit", unit, context)


def _follow(name: str, obj, context: dict) -> str:
    facts = {"name": name, "pk": obj.pk}
    return f"<p>{render_to_string('notify/_follow.html', facts, request=context.get('request'))}</p>"


def register() -> None:
    kinds.register(following.KIND)
    related.add_to_menu("account", MenuEntry("notices", _("Notices"), "account_notices", order=5, icon="bell"))
    related.add_to_menu("account", MenuEntry("follows", _("What I follow"), "account_follows", order=6, icon="eye"))
    related.register("account.island", bell, order=10)
    related.register("account.home", panel, order=5)
    followables.register(Followable("topic", _("topic"), Topic, lambda user: Topic.objects.all()))
    followables.register(Followable("unit", _("municipality"), Unit, lambda user: Unit.objects.all()))
    related.register("reference.topic", follow_topic, order=500)
    related.register("reference.unit", follow_unit, order=500)
