"""Reminders: a sweep over rows that need one. A missed run is made up by the next; each reminder goes out once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from .. import notices, queries
from ..models import Adoption, AdoptionStep
from ..rules import voice

SILENT_DAYS = 30
COORDINATOR_DAYS = 90


def sweep(now: datetime | None = None) -> int:
    """Send what is due by `now`; returns how many reminders went out. Each row is a transaction of its own."""
    now = now or timezone.now()
    sent = 0
    for days in (SILENT_DAYS, COORDINATOR_DAYS):
        silent = Adoption.objects.running().filter(active_at__lte=now - timedelta(days=days), nudged_days__lt=days)
        sent += sum(_nudge_adoption(pk, days, now) for pk in silent.order_by("pk").values_list("pk", flat=True))
    overdue = AdoptionStep.objects.filter(
        due__lt=timezone.localdate(now), done_on=None, owner__isnull=False, adoption__in=Adoption.objects.running()
    ).exclude(nudged_for=F("due"))
    return sent + sum(_nudge_step(pk, now) for pk in overdue.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _nudge_adoption(pk: int, days: int, now: datetime) -> bool:
    """Once for each silence and length: `nudged_days` is set back when a member does something."""
    adoption = Adoption.objects.select_for_update().get(pk=pk)
    still = adoption.is_open and adoption.nudged_days < days and adoption.active_at <= now - timedelta(days=days)
    if not still:
        return False
    Adoption.objects.filter(pk=pk).update(nudged_days=days)
    if days == COORDINATOR_DAYS:
        notices.tell_coordinators(adoption, queries.coordinators())
    else:
        notices.tell_silent(adoption)
    return True


@transaction.atomic
def _nudge_step(pk: int, now: datetime) -> bool:
    step = AdoptionStep.objects.select_for_update(of=("self",)).select_related("adoption", "owner").get(pk=pk)
    still = step.due and step.due < timezone.localdate(now) and not step.done_on and step.nudged_for != step.due
    if not still:
        return False
    AdoptionStep.objects.filter(pk=pk).update(nudged_for=step.due)
    if step.owner is None or not voice(step.owner).speaks_for(step.adoption):
        return False  # the owner left the municipality: nothing is told to them any more
    notices.tell_overdue(step)
    return True
