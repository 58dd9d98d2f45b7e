"""What the feed intake tells the staff."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import in_every_language
from tajryiba.notify import domain as notify
from tajryiba.notify import kinds
from tajryiba.notify.kinds import Kind

from ..models import Feed
from . import queries

PAUSED = "magazine.feed_paused"

KIND = Kind(
    PAUSED,
    label=_("A feed of others failed too often"),
    subject=_("The feed is not polled any more: %(feed)s"),
    body=_("%(fault)s. It failed %(count)s times in a row. Look at its address, mend it, and turn it on again."),
    for_staff=True,
)


def register() -> None:
    kinds.register(KIND)


def tell_paused(feed: Feed) -> None:
    """Once for each time that it is paused."""
    facts = {
        "feed": feed.title,
        "fault": in_every_language(lambda: str(feed.get_fault_display())),
        "count": feed.faults_in_row,
    }
    link = reverse("wagtailsnippets_magazine_feed:edit", args=[feed.pk])
    key = f"feed:{feed.pk}:{feed.polled_at:%Y-%m-%dT%H:%M:%S}" if feed.polled_at else f"feed:{feed.pk}"
    notify.send(PAUSED, to=queries.keepers(), facts=facts, link=link, key=key)
