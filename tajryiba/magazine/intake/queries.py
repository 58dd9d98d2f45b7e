"""Reads of the feed intake."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from tajryiba.people.models import User

from ..enums import EntryState
from ..models import Feed, FeedEntry

EVERY = timedelta(minutes=25)  # a little less than the job's interval, so that no turn is missed (T5)


def due_feeds() -> QuerySet[Feed]:
    """Those whose time has come, the longest waiting first."""
    due = Q(polled_at=None) | Q(polled_at__lte=timezone.now() - EVERY)
    return Feed.objects.filter(due, is_active=True).order_by(F("polled_at").asc(nulls_first=True), "pk")


def waiting_entries(feed: Feed | None = None) -> QuerySet[FeedEntry]:
    """What no editor has decided about, newest first; without a date of its own it counts from when it was found."""
    rows = FeedEntry.objects.waiting().select_related("feed")
    rows = rows.filter(feed=feed) if feed else rows
    return rows.order_by(Coalesce("dated", "found_at").desc(), "-pk")


def feeds_with_waiting() -> QuerySet[Feed]:
    """All feeds, each with the number of entries that wait, as `waiting`."""
    return Feed.objects.annotate(waiting=Count("entries", filter=Q(entries__state=EntryState.NEW))).order_by("title")


def keepers() -> QuerySet[User]:
    """Who keeps the feeds: by a role with the permission, or superusers."""
    permission = {"permissions__codename": "change_feed", "permissions__content_type__app_label": "magazine"}
    roles = Group.objects.filter(**permission)
    return User.objects.filter(Q(groups__in=roles) | Q(is_superuser=True), is_active=True).distinct()
