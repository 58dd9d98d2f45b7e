"""Links are asked from time to time. One failure may be a bad day; two in a row are a broken link."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.core.outbound import Guard

from ..enums import LinkState
from ..models import Item, LinkCheck

BROKEN_AFTER = 2  # failures in a row
EVERY = timedelta(days=7)
AGAIN = timedelta(days=1)  # after a failure
GUARD = Guard(seconds=15)
# The site is there and does not want programs: a person may well read it.
NOT_FOR_PROGRAMS = frozenset({401, 403, 405, 406, 429, 451})


def due_links(limit: int = 40):
    """Links of public materials that were never asked, changed since, or whose time has come; the oldest first."""
    items = Item.objects.links().filter(material__is_public=True).select_related("link_check").order_by("pk")
    now = timezone.now()
    return [item for item in items if _is_due(getattr(item, "link_check", None), item.url, now)][:limit]


def _is_due(check: LinkCheck | None, url: str, now) -> bool:
    if check is None or check.url != url:
        return True
    return check.checked_at <= now - (AGAIN if check.failures == 1 else EVERY)


def check_link(item: Item, guard: Guard = GUARD) -> LinkCheck:
    """Ask the link and write down what came of it. The network is asked outside of any transaction.

    Records `library.link_broke` and `library.link_mended` when the state turns.
    """
    return note_check(item, _fault(item.url, guard))


def _fault(url: str, guard: Guard) -> str:
    """ "" when a reader can open it, else "404" or a word of the guard."""
    try:
        status = guard.probe(url).status
    except DomainError as refusal:
        return refusal.code
    return "" if status < 400 or status in NOT_FOR_PROGRAMS else str(status)


@transaction.atomic
def note_check(item: Item, fault: str) -> LinkCheck:
    """The state of the link after this answer; `since` moves only when the state does."""
    now = timezone.now()
    check = LinkCheck.objects.select_for_update().filter(item=item).first()
    if check is None or check.url != item.url:
        LinkCheck.objects.filter(item=item).delete()
        check = LinkCheck(item=item, url=item.url, since=now, state="")
    before = check.state
    check.failures = check.failures + 1 if fault else 0
    check.state = _state(check.failures)
    check.fault, check.checked_at = fault, now
    check.since = check.since if check.state == before else now
    check.save()
    _record_turn(item, before, check)
    return check


def _state(failures: int) -> LinkState:
    if failures == 0:
        return LinkState.WORKS
    return LinkState.BROKEN if failures >= BROKEN_AFTER else LinkState.DOUBTFUL


def _record_turn(item: Item, before: str, check: LinkCheck) -> None:
    if check.state == LinkState.BROKEN != before:
        record("library.link_broke", obj=item.material, item=item.pk, fault=check.fault)
    if before == LinkState.BROKEN != check.state:
        record("library.link_mended", obj=item.material, item=item.pk)
