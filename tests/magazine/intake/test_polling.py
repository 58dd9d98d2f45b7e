"""Honest feeds are read, hostile ones refused in time and named on their row."""

import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.magazine.intake import domain, reading, tasks
from tajryiba.magazine.intake.queries import due_feeds
from tajryiba.magazine.models import Feed, FeedEntry, News, NewsPage
from tajryiba.notify.models import Notice
from tests.factories.feeds import item, rss
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def state(feed: Feed) -> tuple:
    feed.refresh_from_db()
    return feed.fault, feed.faults_in_row, feed.is_active


# --- What is read ---


def test_entries_are_kept_once_as_plain_text(feed, server):
    made = feed("/feed")
    assert domain.poll(made) == 3
    made.refresh_from_db()
    assert domain.poll(made) == 0
    assert state(made) == ("", 0, True) and made.polled_at is not None
    first = FeedEntry.objects.get(title="Запись 0")
    assert first.summary == "Первое слово."
    assert first.url == f"http://open.example:{server.server_port}/news/0"
    assert first.dated is not None and first.state == "new" and len(first.uid) == 64
    assert FeedEntry.objects.count() == 3
    assert Event.objects.get(verb="magazine.entries_found").data == {"count": 3}


@pytest.mark.parametrize(("path", "title"), [("/atom", "Окуя"), ("/cp1251", "Запись 1")])
def test_other_kinds_and_encodings(feed, path, title):
    assert domain.poll(feed(path)) == 1
    assert FeedEntry.objects.get().title == title


def test_at_most_a_hundred_of_one_answer(feed):
    assert domain.poll(feed("/many")) == 100


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Sat, 31 Feb 2026 10:00:00 +0600", None),
        ("yesterday", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Thu, 01 Jan 2099 00:00:00 GMT", None),
        ("Mon, 02 Nov 2026 10:00:00 +0600", "2026-11-02T04:00:00+00:00"),
    ],
)
def test_days_that_cannot_be_are_left_out(feed, server, said, kept):
    server.bodies["/dated"] = lambda: rss(item(1, pubDate=said))
    domain.poll(feed("/dated"))
    dated = FeedEntry.objects.get().dated
    assert (dated.isoformat() if dated else None) == kept


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("ftp://example.org/a", ""),
        ("https://user:secret@example.org/", ""),
        ("https://example.org/" + "a" * 600, ""),
    ],
)
def test_links_lead_to_the_web_only(feed, server, link, kept):
    server.bodies["/linked"] = lambda: rss(item(1, link=link))
    domain.poll(feed("/linked"))
    assert FeedEntry.objects.get().url == kept


def test_words_are_bounded_and_what_says_nothing_is_left_out(feed, server):
    server.bodies["/words"] = lambda: rss(
        item(1, title="слово " * 200, description="слово " * 900),
        item(2, title="", description="Только &lt;i&gt;описание&lt;/i&gt;"),
        item(3, title="", description=""),
        item(4, title="A&lt;script&gt;x&lt;/script&gt;\u0007B"),
    )
    domain.poll(feed("/words"))
    rows = {entry.title: entry for entry in FeedEntry.objects.all()}
    long = next(entry for title, entry in rows.items() if title.startswith("слово"))
    assert len(long.title) <= 300 and long.title.endswith("слово…")
    assert len(long.summary) <= 1000 and long.summary.endswith("слово…")
    assert rows.keys() == {long.title, "Только описание", "AB"}


# --- What is refused ---


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/laughs", "unsafe"),
        ("/laughs16", "unsafe"),
        ("/quadratic", "unsafe"),
        ("/outside", "unsafe"),
        ("/utf7", "unreadable"),
        ("/ebcdic", "unreadable"),
        ("/page", "unreadable"),
        ("/picture", "unreadable"),
        ("/empty", "unreadable"),
        ("/json", "unreadable"),
        ("/gone", "answered"),
        ("/endless", "too_large"),
        ("/announced", "too_large"),
        ("/bomb", "too_large"),
        ("/to?http://inside.example/feed", "private"),
        ("/to?http://169.254.169.254/latest/", "private"),
        ("/to?file:///etc/passwd", "not_allowed"),
        ("/to?/to?/to", "redirects"),
    ],
)
def test_hostile_feeds_are_refused_in_time_and_reported(feed, server, guard, monkeypatch, path, fault):
    if "169.254" in path:
        monkeypatch.setattr(reading, "GUARD", replace(guard, resolver=_literal))
    if fault == "redirects":
        server.bodies["/ring"] = None
        path = "/to?/to?/ring"
        server.RequestHandlerClass = _ring(server.RequestHandlerClass)
    made, began = feed(path), time.monotonic()
    assert domain.poll(made) == 0
    assert time.monotonic() - began < 16  # ten seconds for the site, five for the reader
    assert state(made) == (fault, 1, True)
    assert FeedEntry.objects.count() == 0 and server.sent < 64 * 1024 * 1024
    assert str(made.get_fault_display()) != fault


def _literal(host: str) -> list[str]:
    return [host] if host[0].isdigit() else ["127.0.0.1"]


def _ring(handler):
    return type("Ring", (handler,), {"do_GET": lambda self: self._head(302, Location=self.path)})


def test_a_site_that_drips_is_cut_off(feed, guard, monkeypatch):
    monkeypatch.setattr(reading, "GUARD", replace(guard, seconds=0.5))
    made, began = feed("/drip"), time.monotonic()
    domain.poll(made)
    assert state(made) == ("too_slow", 1, True) and time.monotonic() - began < 5


@pytest.mark.parametrize("path", ["/nested", "/nested-html"])
def test_endless_nesting_ends(feed, path):
    """Read or refused, but neither memory nor time runs away."""
    made, began = feed(path), time.monotonic()
    domain.poll(made)
    assert state(made)[0] in ("", "unreadable") and time.monotonic() - began < 16


def test_addresses_inside_and_of_other_kinds_are_not_asked(feed, server):
    for url, fault in (("http://inside.example/feed", "private"), ("file:///etc/passwd", "not_allowed")):
        made = Feed.objects.create(title="x", url=url)
        domain.poll(made)
        assert state(made) == (fault, 1, True)
    assert server.asked == []


def test_a_reader_that_says_nothing_sensible_is_a_refusal(monkeypatch):
    for said in (None, {}, {"refused": "unreadable"}):
        monkeypatch.setattr(reading, "ask_reader", lambda *_args, said=said: said)
        with pytest.raises(DomainError) as refused:
            reading.entries_of(b"x", "https://example.org/")
        assert refused.value.code == "unreadable"


# --- Failures in a row ---


def test_after_ten_failures_a_feed_is_paused_and_the_staff_are_told(feed):
    editor, reader = person("editor"), person()
    made = feed("/gone")
    for number in range(10):
        assert made.is_active, number
        made.refresh_from_db()
        domain.poll(made)
    assert state(made) == ("answered", 10, False)
    assert domain.poll(made) == 0 and state(made)[1] == 10
    told = Notice.objects.filter(kind="magazine.feed_paused")
    assert {notice.user_id for notice in told} == {editor.pk}
    assert reader.pk not in {notice.user_id for notice in told}
    verbs = Event.objects.filter(verb__startswith="magazine.feed_").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["magazine.feed_failed", "magazine.feed_paused"]


def test_one_success_forgets_the_failures(feed):
    made = feed("/feed", faults_in_row=9, fault="too_slow")
    domain.poll(made)
    assert state(made) == ("", 0, True)


def test_an_unknown_word_of_the_guard_is_a_fault_all_the_same(feed):
    assert domain.note_fault(feed(), "something new").fault == "unreadable"


# --- Who is asked when ---


def test_which_feeds_are_due(feed):
    now = timezone.now()
    never = feed("/a")
    long_ago = feed("/b", polled_at=now - timedelta(hours=2))
    feed("/c", polled_at=now - timedelta(minutes=5))
    feed("/d", is_active=False)
    assert list(due_feeds()) == [never, long_ago]
    with time_machine.travel(now + timedelta(minutes=30), tick=False):
        assert due_feeds().count() == 3


def test_the_sweep_goes_on_when_one_feed_breaks(feed, monkeypatch, caplog):
    bad, good = feed("/a"), feed("/feed")
    real = domain.poll

    def poll(one, guard=None):
        if one == bad:
            raise RuntimeError("broken")
        return real(one, guard)

    monkeypatch.setattr(tasks, "poll", poll)
    assert tasks.poll_due_feeds() == 2
    assert good.entries.count() == 3 and f"feed {bad.pk} was not polled" in caplog.text


def test_a_sweep_stops_when_its_time_is_over(feed, monkeypatch):
    feed("/feed")
    monkeypatch.setattr(tasks, "SECONDS", -1)
    assert tasks.poll_due_feeds() == 0


def test_asked_for_now(feed, django_capture_on_commit_callbacks):
    made = feed("/feed", faults_in_row=3, fault="too_slow", polled_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        domain.ask_to_poll(made)
    assert state(made) == ("", 0, True) and made.entries.count() == 3
    with pytest.raises(DomainError) as refused:
        domain.ask_to_poll(feed("/gone", is_active=False))
    assert refused.value.code == "inactive"
    tasks.poll_now.func(10**9)  # a feed that is gone meanwhile


def test_saved_anew_it_is_polled_at_once(feed, django_capture_on_commit_callbacks):
    made, boss = feed("/feed", is_active=False, faults_in_row=10, fault="answered"), person("editor")
    was = Feed.objects.get(pk=made.pk)
    with django_capture_on_commit_callbacks(execute=True):
        domain.feed_saved(made, actor=boss, was=was)
        assert made.entries.count() == 0  # still off
        made.is_active = True
        made.save()
        domain.feed_saved(made, actor=boss, was=was)
    assert state(made) == ("", 0, True) and made.entries.count() == 3
    polled_at = made.polled_at
    domain.feed_saved(made, actor=boss, was=Feed.objects.get(pk=made.pk))
    made.refresh_from_db()
    assert made.polled_at == polled_at


def test_who_finds_the_row_changed_leaves_it_to_the_other(feed, server):
    made = feed("/feed")
    same = Feed.objects.get(pk=made.pk)
    assert (domain.poll(made), domain.poll(same)) == (3, 0)
    assert server.asked == ["/feed"]


@pytest.mark.django_db(transaction=True)
def test_several_at_once_never_double_an_entry(feed):
    made = feed("/feed")
    found, faults = reading.read_feed(made.url), []

    def keep():
        try:
            domain.keep_entries(made, found)
        except Exception as error:  # noqa: BLE001
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=keep) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == [] and made.entries.count() == 3


def test_nothing_of_it_is_published_by_itself(feed, guest):
    domain.poll(feed("/many"))
    assert (News.objects.count(), NewsPage.objects.count()) == (0, 0)
    assert "Запись" not in guest.get("/ru/news/").content.decode()
