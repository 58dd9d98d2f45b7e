"""The board of leads, and the count of published practices against the norm."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from tajryiba.audit.models import Event

from ..enums import Origin
from ..models import Practice
from .enums import LeadState
from .models import Lead

NORM = 4  # practices a month, counting both origins; at least one of them from abroad (PRODUCT, duties of the staff)
RECENT = timedelta(days=31)
COLUMN = 50


@dataclass(frozen=True)
class Column:
    state: LeadState
    leads: list[Lead]
    total: int


def board() -> list[Column]:
    """Every state with its leads, the longest waiting first; of what is finished, the last month. One query a state."""
    since = timezone.now() - RECENT
    finished = Q(state__in=(LeadState.PUBLISHED, LeadState.DROPPED), moved_at__lt=since)
    totals = dict(Lead.objects.exclude(finished).values_list("state").annotate(Count("pk")).order_by())
    rows = Lead.objects.exclude(finished).select_related("unit", "follows_up", "practice")
    return [
        Column(state, list(rows.filter(state=state).order_by("moved_at", "pk")[:COLUMN]), totals.get(state, 0))
        for state in LeadState
    ]


@dataclass(frozen=True)
class Month:
    """What a month brought; `published` and `international` are counted from the log of events."""

    start: datetime
    found: int
    published: int
    international: int

    @property
    def missing(self) -> int:
        return max(0, NORM - self.published)

    @property
    def share(self) -> int | None:
        """Whole per cent from abroad; None when nothing was published."""
        return round(100 * self.international / self.published) if self.published else None


def months(count: int = 6) -> list[Month]:
    """The last `count` months, this one first, in two queries. What a new portal begins with is not counted."""
    starts = [_month(timezone.localtime(), back) for back in range(count)]
    events = Event.objects.filter(at__gte=starts[-1])
    starter = {str(pk) for pk in Practice.objects.filter(starter_key__isnull=False).values_list("pk", flat=True)}
    rows = events.filter(verb__in=("practices.published", "practices.lead_found")).values_list(
        "verb", "at", "object_id", "data"
    )
    tally = {start: [0, 0, 0] for start in starts}
    for verb, at, pk, data in rows:
        month = tally[next(start for start in starts if at >= start)]
        if verb == "practices.lead_found":
            month[0] += 1
        elif pk not in starter:
            month[1] += 1
            month[2] += data.get("origin") == Origin.INTERNATIONAL
    return [Month(start, *tally[start]) for start in starts]


def _month(now: datetime, back: int) -> datetime:
    """Midnight of the first day of the month `back` months before `now`, by the portal's clock."""
    number = now.year * 12 + now.month - 1 - back
    first = datetime(number // 12, number % 12 + 1, 1)
    return timezone.make_aware(first)
