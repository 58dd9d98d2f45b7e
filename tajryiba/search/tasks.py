"""The engine is fed when it is kicked, and once a minute whatever a lost kick left behind."""

from django_tasks import task
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from .engines import engine
from .feed import bring_up, forget_old_changes


@task()
def feed() -> None:
    bring_up(engine())


@db_periodic_task(crontab())
def sweep() -> None:
    bring_up(engine())


@db_periodic_task(crontab(hour="3", minute="40"))
def forget_changes() -> None:
    forget_old_changes()
