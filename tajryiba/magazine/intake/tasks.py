"""Polling in the background. Which feeds are due is read from their rows: a lost kick loses nothing."""

import logging
import time

from django_tasks import task
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from ..models import Feed
from .domain import poll
from .queries import due_feeds

log = logging.getLogger(__name__)
AT_ONCE = 40
SECONDS = 240  # of one sweep; whom it did not reach the next one asks first


@task()
def poll_now(pk: int) -> None:
    feed = Feed.objects.filter(pk=pk, is_active=True).first()
    if feed is not None:
        poll(feed)


@db_periodic_task(crontab(minute="*/30"))
def poll_feeds() -> None:
    poll_due_feeds()


def poll_due_feeds() -> int:
    """Poll what is due; returns how many feeds. One that breaks is logged, the others go on."""
    until, done = time.monotonic() + SECONDS, 0
    for feed in due_feeds()[:AT_ONCE]:
        if time.monotonic() > until:
            break
        try:
            poll(feed)
        except Exception:  # whatever one feed breaks on, the others must go on
            log.exception("feed %s was not polled", feed.pk)
        done += 1
    return done
