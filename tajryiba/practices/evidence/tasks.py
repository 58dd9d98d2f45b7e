from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from .domain import ask_what_is_due


@db_periodic_task(crontab(hour="4", minute="10"))
def ask_rechecks() -> None:
    """Every night: whether practices of a year ago still run."""
    ask_what_is_due()
