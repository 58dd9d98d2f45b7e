"""Every night: acts whose recorded change comes into force today get their new status."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from .domain.changes import take_effect


@db_periodic_task(crontab(hour="0", minute="20"))
def effect() -> None:
    take_effect()
