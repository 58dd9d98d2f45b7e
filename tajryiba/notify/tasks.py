"""Letters leave when they are kicked, and once a minute whatever a lost kick left behind."""

from django_tasks import task
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from .delivery import deliver_due


@task()
def deliver() -> None:
    deliver_due()


@db_periodic_task(crontab())
def sweep() -> None:
    deliver_due()
