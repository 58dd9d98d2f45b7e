"""The link checker, against a server of this machine that plays the internet."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import time_machine
from django.utils import timezone

from tajryiba.audit.models import Event
from tajryiba.core.outbound import Guard
from tajryiba.library.domain import check_link
from tajryiba.library.domain.links import due_links, note_check
from tajryiba.library.models import Item, LinkCheck
from tajryiba.library.tasks import check_due_links
from tests.factories import library

pytestmark = pytest.mark.django_db


class Emulator(BaseHTTPRequestHandler):
    def do_HEAD(self):
        status = 404 if self.path == "/gone" else 403 if self.path == "/not-for-programs" else 200
        self.send_response(status)
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *args):
        pass


@pytest.fixture
def server() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Emulator)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://open.example:{made.server_port}"
    made.shutdown()
    made.server_close()


@pytest.fixture
def guard() -> Guard:
    def resolver(host: str) -> list[str]:
        return ["10.0.0.7" if host == "inside.example" else "127.0.0.1"]

    return Guard(ports=None, seconds=5, resolver=resolver, public=lambda address: address == "127.0.0.1")


def item(url: str) -> Item:
    return library.with_link(url).items.get()


@pytest.mark.parametrize(
    ("path", "state", "fault"),
    [("/page", "works", ""), ("/gone", "doubtful", "404"), ("/not-for-programs", "works", "")],
)
def test_what_a_link_says(server, guard, path, state, fault):
    check = check_link(item(server + path), guard)
    assert (check.state, check.fault) == (state, fault)


def test_a_link_into_a_closed_network(guard):
    check = check_link(item("http://inside.example/"), guard)
    assert (check.state, check.fault) == ("doubtful", "private")


def test_two_failures_in_a_row_break_it():
    made = item("https://example.org/")
    start = timezone.now()
    states = []
    for day, fault in enumerate(["", "404", "", "404", "too_slow", "404", ""]):
        with time_machine.travel(start + timedelta(days=day), tick=False):
            check = note_check(made, fault)
        states.append((check.state, check.failures, (check.since - start).days))
    assert states == [
        ("works", 0, 0),
        ("doubtful", 1, 1),
        ("works", 0, 2),
        ("doubtful", 1, 3),
        ("broken", 2, 4),
        ("broken", 3, 4),
        ("works", 0, 6),
    ]
    verbs = Event.objects.filter(verb__startswith="library.link").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["library.link_broke", "library.link_mended"]
    assert LinkCheck.objects.count() == 1


def test_which_links_are_due():
    never, week, broken, changed = (item(f"https://example.org/{number}") for number in range(4))
    library.material(items=[{"url": "https://example.org/draft"}])
    library.with_file()
    now = timezone.now()
    for made, faults in ((week, [""]), (broken, ["404", "404"]), (changed, [""])):
        for fault in faults:
            note_check(made, fault)
    Item.objects.filter(pk=changed.pk).update(url="https://example.org/other")

    def due(days: float) -> set[int]:
        with time_machine.travel(now + timedelta(days=days), tick=False):
            return {found.pk for found in due_links()}

    assert due(0.1) == {never.pk, changed.pk}
    assert due(2) == {never.pk, changed.pk}
    assert due(8) == {never.pk, week.pk, broken.pk, changed.pk}
    note_check(week, "404")
    assert week.pk in due(1.1)
    assert len(due_links(limit=1)) == 1


def test_another_address_begins_anew():
    made = item("https://example.org/")
    note_check(made, "404")
    note_check(made, "404")
    made.url = "https://example.org/new"
    made.save()
    assert not Item.objects.get(pk=made.pk).is_broken
    check = note_check(made, "404")
    assert (check.state, check.failures, check.url) == ("doubtful", 1, made.url)


def test_the_hourly_task_asks_what_is_due(monkeypatch):
    made = item("https://example.org/")
    monkeypatch.setattr("tajryiba.library.domain.links._fault", lambda url, guard: "404")
    assert check_due_links() == 1
    assert check_due_links() == 0
    assert LinkCheck.objects.get(item=made).failures == 1
