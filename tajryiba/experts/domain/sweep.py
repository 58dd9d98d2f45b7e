"""The daily look at everything that has a date. A missed run is made up by the next; each message goes out once."""

from datetime import datetime

from django.utils import timezone

from .invitations import sweep_invitations
from .yearly import sweep_yearly


def sweep(now: datetime | None = None) -> int:
    """What is due by `now`; returns how many rows were dealt with."""
    now = now or timezone.now()
    return sweep_invitations(timezone.localdate(now)) + sweep_yearly(now)
