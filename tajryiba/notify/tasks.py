"""Letters leave when they are kicked, and once a minute whatever a lost kick left behind."""

from django_tasks import task
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from .delivery import deliver_due
from .following import tell_gathered
from .saved import look_again


@task()
def deliver() -> None:
    deliver_due()


@db_periodic_task(crontab())
def sweep() -> None:
    deliver_due()


@db_periodic_task(crontab(minute="7"))
def gather() -> None:
    """Every hour: whatever a missed one left is told by the next, and nothing twice."""
    tell_gathered()


@db_periodic_task(crontab(minute="*/20"))
def look_under_saved_searches() -> None:
    look_again()
