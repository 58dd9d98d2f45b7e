"""The daily look at adoptions that stand still."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from .domain import sweep


@db_periodic_task(crontab(hour="3", minute="45"))
def remind_adoptions() -> None:
    """Once a day, at a quarter to ten in Bishkek (the queue counts in UTC): what is due is read from the rows,
    so a missed day is made up by the next.
    """
    sweep()
