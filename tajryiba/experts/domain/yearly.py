"""Once a year an expert confirms that the profile is right; after three letters without an answer it is hidden."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from tajryiba.inbox import domain as inbox
from tajryiba.people.models import User

from .. import notices
from ..enums import State
from ..models import Expert
from ._shared import locked, note, require, settle

YEAR = timedelta(days=365)
# How long we wait after the question, after the first and after the last reminder.
WAITS = (timedelta(days=14), timedelta(days=14), timedelta(days=7))


@transaction.atomic
def confirm_yearly(*, expert: Expert, by: User) -> Expert:
    """It is still right; the year begins anew. Side effects: an event, the case of the staff."""
    expert = locked(expert)
    require(by, "experts.keep_expert", expert)
    if expert.state != State.PUBLISHED:
        return expert
    key = confirm_key(expert)
    expert.confirmed_at, expert.asked_times, expert.asked_at = timezone.now(), 0, None
    expert.save(update_fields=["confirmed_at", "asked_times", "asked_at"])
    note("confirmed", expert, by)
    settle(key, by, "confirmed")
    return expert


def sweep_yearly(now: datetime) -> int:
    """Ask, remind, hide what is due; each profile is a transaction of its own. Returns how many were dealt with."""
    due = Expert.objects.published().filter(_due(now)).order_by("pk").values_list("pk", flat=True)
    return sum(_step(pk, now) for pk in list(due))


def _due(now: datetime) -> Q:
    found = Q(asked_times=0, confirmed_at__lte=now - YEAR)
    for times, wait in enumerate(WAITS, start=1):
        found |= Q(asked_times=times, asked_at__lte=now - wait)
    return found


@transaction.atomic
def _step(pk: int, now: datetime) -> bool:
    """Look again under the lock: another run may have done it, or the expert confirmed meanwhile."""
    expert = Expert.objects.select_for_update().published().filter(_due(now), pk=pk).first()
    if expert is None:
        return False
    if expert.asked_times == len(WAITS):
        _hide(expert)
        return True
    Expert.objects.filter(pk=pk).update(asked_times=F("asked_times") + 1, asked_at=now)
    expert.refresh_from_db()
    note("confirmation_asked", expert, times=expert.asked_times)
    if expert.user is not None:
        notices.tell_confirm(expert)
    else:  # nobody to ask but who registered them: the staff call
        inbox.open_case(kind=notices.CONFIRM_CASE, subject=str(expert), obj=expert, key=confirm_key(expert))
    return True


def _hide(expert: Expert) -> None:
    expert.state, expert.reason = State.HIDDEN, str(notices.UNCONFIRMED)
    expert.save(update_fields=["state", "reason"])
    note("hidden", expert, unconfirmed=True)
    notices.tell_unconfirmed(expert)


def confirm_key(expert: Expert) -> str:
    return f"experts.confirm:{expert.pk}:{expert.confirmed_at:%Y%m%d%H%M%S%f}" if expert.confirmed_at else ""
