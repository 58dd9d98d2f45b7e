"""Reads of cases. A case waits until somebody reacts or closes it."""

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

WAITS = Q(first_reaction_at=None, closed_at=None)
WAS_LATE = Q(due_at__lt=F("stopped"))


def stopped_at() -> Coalesce:
    """When the clock stopped; now while it runs. Agrees with `Case.is_late`."""
    return Coalesce("first_reaction_at", "closed_at", Value(timezone.now()), output_field=models.DateTimeField())


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of them, for those who work with cases or read about them; agrees with `inbox.see_case`."""
        return self if user.has_perm("inbox.see_case") else self.none()

    def open(self):
        return self.filter(closed_at=None)

    def waiting(self):
        """Nobody has reacted yet: the clock runs."""
        return self.filter(WAITS)

    def was_late(self):
        """Reacted to, or closed, after the time; or waiting too long now."""
        return self.alias(stopped=stopped_at()).filter(WAS_LATE)

    def by_urgency(self):
        """Those that wait, the earliest due (so the late ones) first; then the other open ones, then the closed."""
        order = Case(When(WAITS, then=0), When(closed_at=None, then=1), default=2, output_field=models.IntegerField())
        return self.annotate(urgency=order).order_by("urgency", "due_at", "pk")
