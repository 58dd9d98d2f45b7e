"""Periodic work of the inbox."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from .reminders import remind


@db_periodic_task(crontab(minute="*/5"))
def remind_of_clocks() -> None:
    """What is due is read from the rows, so the interval does not matter (T5)."""
    remind()
