"""Work of the library in the background. Each finds its rows by itself, so a lost kick loses nothing."""

import logging

from django_tasks import task
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from .domain import check_link, read_item, remind_owners
from .domain.links import due_links
from .domain.reading import leave_unread
from .models import Item

log = logging.getLogger(__name__)
AT_ONCE = 20


@task()
def read_files() -> None:
    read_waiting_files()


@db_periodic_task(crontab(minute="*/10"))
def read_files_left_over() -> None:
    read_waiting_files()


def read_waiting_files() -> int:
    """Read files that were not read yet; returns how many. One that fails is logged, the others go on."""
    done = 0
    for item in Item.objects.to_read().select_related("document").order_by("pk")[:AT_ONCE]:
        try:
            read_item(item)
        except Exception:  # whatever one file breaks on, the others must go on
            log.exception("file of item %s was not read", item.pk)
            leave_unread(item)
        else:
            done += 1
    return done


@db_periodic_task(crontab(minute="20"))
def check_links() -> None:
    """A few every hour: what is due is read from the rows, so a missed hour is made up by the next."""
    check_due_links()


def check_due_links() -> int:
    """Ask the links that are due; returns how many."""
    links = due_links()
    for item in links:
        check_link(item)
    return len(links)


@db_periodic_task(crontab(hour="9", minute="0"))
def ask_owners() -> None:
    """Each morning: whose material is to be reviewed."""
    remind_owners()
