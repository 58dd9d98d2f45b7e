"""Periodic work that belongs to no business app."""

from django.core.management import call_command
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from .queue import forget_finished
from .scheduling import publish_and_expire


@db_periodic_task(crontab())
def publish_scheduled() -> None:
    """Every minute: a missed minute is made up by the next, since what is due is read from the database."""
    publish_and_expire()


@db_periodic_task(crontab(hour="3", minute="20"))
def clear_sessions() -> None:
    """Sessions of people who did not come back."""
    call_command("clearsessions")


@db_periodic_task(crontab(hour="3", minute="25"))
def clear_queue() -> None:
    """Records of finished tasks."""
    forget_finished()


@db_periodic_task(crontab(hour="3", minute="40"))
def index_for_the_explorer() -> None:
    """Wagtail's own index of pages, images and documents; readers never ask it (config/settings/wagtail.py)."""
    call_command("update_index", verbosity=0)
