"""Reminders of the clock: once before the time runs out, once after. Read from the rows: a missed run loses nothing."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tajryiba.audit.domain import record

from . import domain, notices, queries
from .models import Case

BEFORE = timedelta(hours=6)


def remind() -> int:
    """Tell who is on duty about cases that wait; returns how many were told of.

    A case that somebody reacted to or closed is left alone (T2). A reminder is marked on the case only when it went to
    somebody, in the same transaction (T4).
    """
    now = timezone.now()
    soon = Q(due_at__lte=now + BEFORE, due_at__gt=now, soon_told_at=None)
    late = Q(due_at__lte=now, late_told_at=None)
    found = Case.objects.waiting().filter(soon | late).order_by("due_at", "pk").values_list("pk", flat=True)
    return sum(_remind(pk) for pk in list(found))


@transaction.atomic
def _remind(pk: int) -> bool:
    """Look again under the lock: somebody may have reacted meanwhile."""
    case = Case.objects.select_for_update().filter(pk=pk).first()
    if case is None or not case.waits:
        return False
    field, kind = ("late_told_at", notices.LATE) if case.is_late else ("soon_told_at", notices.SOON)
    people = queries.on_duty(case, late=case.is_late)
    if getattr(case, field) is not None or not people:
        return False
    setattr(case, field, timezone.now())
    case.save(update_fields=[field])
    domain.tell(kind, case, people, key=kind)
    places = {"organisation": case.organisation_id, "unit": case.unit_id}
    record("inbox.reminded", obj=case, **places, kind=case.kind, late=kind == notices.LATE)
    return True
