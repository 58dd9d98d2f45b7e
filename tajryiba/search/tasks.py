"""The engine is fed when it is kicked, and once a minute whatever a lost kick left behind."""

import logging

from django_tasks import task
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from .engines import engine
from .engines.base import EngineError
from .feed import bring_up, forget_old_changes

log = logging.getLogger("tajryiba.search")


def bring_up_engine() -> None:
    """A server that does not answer is tried again in a minute."""
    try:
        bring_up(engine())
    except EngineError as error:
        log.warning("search engine not brought up", extra={"cause": str(error)})


@task()
def feed() -> None:
    bring_up_engine()


@db_periodic_task(crontab())
def sweep() -> None:
    bring_up_engine()


@db_periodic_task(crontab(hour="3", minute="40"))
def forget_changes() -> None:
    forget_old_changes()
