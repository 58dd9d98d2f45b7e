"""Feeds are polled, editors decide about what came. Nothing here publishes."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core import jobs
from tajryiba.core.errors import DomainError
from tajryiba.core.outbound import Guard

from ..domain import create_news, write_page
from ..enums import EntryState, FeedFault
from ..models import Feed, FeedEntry, NewsPage
from . import notices
from .reading import Found, read_feed

PAUSED_AFTER = 10  # failures in a row
POLL = "tajryiba.magazine.intake.tasks.poll_now"
LEAD = NewsPage._meta.get_field("lead").max_length
TITLE = NewsPage._meta.get_field("title").max_length


# --- Polling ---


def poll(feed: Feed, guard: Guard | None = None) -> int:
    """Ask the feed and keep what is new; returns how many entries that was. The network is asked outside of any
    transaction, and by one process at a time: whoever finds the row changed since it was read leaves it to the other.

    What goes wrong is written on the feed's row, see `note_fault`.
    """
    mine = Feed.objects.filter(pk=feed.pk, is_active=True, polled_at=feed.polled_at)
    if not mine.update(polled_at=timezone.now()):
        return 0
    try:
        found = read_feed(feed.url, guard)
    except DomainError as refusal:
        note_fault(feed, refusal.code)
        return 0
    return keep_entries(feed, found)


@transaction.atomic
def keep_entries(feed: Feed, found: Iterable[Found]) -> int:
    """Each entry once a feed, however often it comes; returns how many were new. The feed's faults are forgotten.

    Records `magazine.entries_found` when there were any.
    """
    row = Feed.objects.select_for_update().get(pk=feed.pk)
    row.fault, row.faults_in_row = FeedFault.NONE, 0
    row.save(update_fields=["fault", "faults_in_row"])
    by_uid = {entry.uid: entry for entry in found}
    known = set(FeedEntry.objects.filter(feed=row, uid__in=by_uid).values_list("uid", flat=True))
    new = [FeedEntry(feed=row, **vars(entry)) for uid, entry in by_uid.items() if uid not in known]
    FeedEntry.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        record("magazine.entries_found", obj=row, count=len(new))
    return len(new)


@transaction.atomic
def note_fault(feed: Feed, code: str) -> Feed:
    """The feed brought nothing; `code` is one of FeedFault. Records `magazine.feed_failed` when it worked before.

    After ten failures in a row it is paused: recorded as `magazine.feed_paused`, and who keeps the feeds is told.
    """
    row = Feed.objects.select_for_update().get(pk=feed.pk)
    row.fault = code if code in FeedFault.values else FeedFault.UNREADABLE
    row.faults_in_row += 1
    if row.faults_in_row == 1:
        record("magazine.feed_failed", obj=row, fault=row.fault)
    if row.faults_in_row >= PAUSED_AFTER and row.is_active:
        row.is_active = False
        record("magazine.feed_paused", obj=row, fault=row.fault)
        notices.tell_paused(row)
    row.save(update_fields=["fault", "faults_in_row", "is_active"])
    return row


@transaction.atomic
def feed_saved(feed: Feed, *, actor, was: Feed | None) -> None:
    """An editor saved the feed; `was` is how it stood before. Another address, or polling turned on again, is a new
    beginning: it is polled at once, its faults are forgotten. Records `magazine.feed_saved`.
    """
    record("magazine.feed_saved", actor=actor, obj=feed, active=feed.is_active)
    if feed.is_active and (was is None or was.url != feed.url or not was.is_active):
        ask_to_poll(feed)


@transaction.atomic
def ask_to_poll(feed: Feed) -> None:
    """Poll it as soon as may be, with a clean slate. Raises DomainError for a feed that is not polled."""
    if not feed.is_active:
        raise DomainError(_("This feed is not polled. Turn it on first."), code="inactive")
    Feed.objects.filter(pk=feed.pk).update(polled_at=None, faults_in_row=0, fault=FeedFault.NONE)
    jobs.kick(POLL, feed.pk)


# --- The editors' queue ---


@transaction.atomic
def take_entry(entry: FeedEntry, *, actor) -> NewsPage:
    """Make news of it: facts and a draft in the feed's language, whose words an editor then writes anew. Twice is once.

    Records `magazine.entry_taken` and `magazine.news_begun`. Raises DomainError when it was passed over meanwhile.
    """
    row = FeedEntry.objects.select_for_update().select_related("feed").get(pk=entry.pk)
    made = NewsPage.objects.filter(news=row.news_id).order_by("pk").first() if row.news_id else None
    if made is not None:
        return made
    if row.state != EntryState.NEW:
        raise DomainError(_("Another editor has decided about this entry already."), code="decided")
    source = {"source_title": row.feed.title[:200], "source_url": row.url}
    news = create_news(working_title=row.title, actor=actor, **source)
    page = write_page(news, lang=row.feed.lang, title=row.title[:TITLE], lead=row.summary[:LEAD], actor=actor)
    row.state, row.news, row.decided_by = EntryState.TAKEN, news, actor
    row.save(update_fields=["state", "news", "decided_by"])
    record("magazine.entry_taken", actor=actor, obj=row, news=news.pk)
    return page


@transaction.atomic
def pass_over(keys: Iterable[int], *, actor) -> int:
    """These entries are no news for us; returns how many that were still waiting. Records `magazine.entries_passed`."""
    passed = FeedEntry.objects.waiting().filter(pk__in=list(keys)).update(state=EntryState.PASSED, decided_by=actor)
    if passed:
        record("magazine.entries_passed", actor=actor, count=passed)
    return passed
