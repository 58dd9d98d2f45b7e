"""The worker's part of typesetting. A kick only looks for rows that wait, so a lost one loses nothing."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import task
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from ..enums import PrintState
from ..models import Print
from .domain import make_print, take_back_lost

AT_ONCE = 200
REST = timedelta(minutes=4)  # before a file that went wrong is tried once more


@task()
def make_prints() -> None:
    make_waiting()


@db_periodic_task(crontab(minute="*/5"))
def make_prints_left_over() -> None:
    """Every five minutes: what a lost kick or a killed worker left."""
    take_back_lost()
    make_waiting()


def make_waiting() -> int:
    """Make what waits, one at a time; returns how many. Whole issues come first: readers look for them on the day an
    issue is out; else the oldest. While another worker makes one, that one goes on with the rest: two at once would
    take the memory of the site.
    """
    done = 0
    while done < AT_ONCE and not Print.objects.filter(state=PrintState.RUNNING).exists():
        rested = Q(started_at=None) | Q(started_at__lt=timezone.now() - REST)
        waiting = Print.objects.filter(rested, state=PrintState.WAITING).alias(of_article=Q(issue_page=None))
        pk = waiting.order_by("of_article", "asked_at", "pk").values_list("pk", flat=True).first()
        if pk is None or not make_print(pk):
            break
        done += 1
    return done
