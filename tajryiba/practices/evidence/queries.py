from datetime import datetime, timedelta

from django.core.cache import caches
from django.db.models import Exists, OuterRef, QuerySet

from ..models import EvidenceCheck, Practice, Recheck

A_YEAR = timedelta(days=365)
KEPT_SECONDS = 600


def practices_to_ask(now: datetime) -> QuerySet:
    """Public practices of which nothing was heard for a year: neither published nor checked nor answered for since.

    Those whose open question reached nobody come again: somebody may have joined meanwhile.
    """
    since = now - A_YEAR
    mine = {"practice": OuterRef("pk")}
    answered = Recheck.objects.filter(**mine, answered_at__gt=since)
    asked = Recheck.objects.open().filter(**mine, people_asked__gt=0)
    checked = EvidenceCheck.objects.valid().filter(**mine, checked_on__gt=since.date())
    old = Practice.objects.published().filter(published_at__lte=since)
    return old.exclude(Exists(answered)).exclude(Exists(asked)).exclude(Exists(checked)).order_by("pk")


def history(practice) -> dict[str, list]:
    """Checks and questions of a practice, the newest first; kept by each process until the practice's number moves."""
    return caches["local"].get_or_set(
        f"evidence-{practice.pk}-{practice.catalogue_seq}", lambda: _history(practice), KEPT_SECONDS
    )


def _history(practice) -> dict[str, list]:
    return {
        "checks": list(practice.checks.select_related("document")),
        "rechecks": list(practice.rechecks.select_related("organisation")),
    }
