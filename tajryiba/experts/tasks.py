"""Periodic work of experts."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from .domain import sweep


@db_periodic_task(crontab(hour="4", minute="20"))
def look_at_dates() -> None:
    """Every morning: reminders before a date, invitations whose date has passed, profiles a year old."""
    sweep()
