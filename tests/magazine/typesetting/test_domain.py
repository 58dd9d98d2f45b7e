from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext

from tajryiba.audit.models import Event
from tajryiba.core import hooks
from tajryiba.core.documents import press
from tajryiba.core.errors import DomainError
from tajryiba.magazine.enums import PrintState
from tajryiba.magazine.models import Print
from tajryiba.magazine.typesetting import queries, tasks
from tajryiba.magazine.typesetting.domain import ask_print, issue_closed, make_print, take_back_lost, try_again
from tests.factories.people import person

from .conftest import article, issue, page_of

pytestmark = pytest.mark.django_db


def waiting() -> list[tuple]:
    rows = Print.objects.filter(state=PrintState.WAITING)
    return sorted((row.page.title, row.format) for row in rows)


@pytest.fixture
def page():
    """Of an issue that is out, without anything asked for yet."""
    found = page_of(issue())
    Print.objects.all().delete()
    return found


def test_asked_twice_one_row_waits(page):
    row = ask_print(page, "pdf")
    assert ask_print(page, "pdf") == row
    assert (row.fingerprint, row.state) == ("", PrintState.WAITING)


def test_drafts_are_refused_but_for_proofs():
    draft = page_of(article(publish=False))
    with pytest.raises(DomainError) as refused:
        ask_print(draft, "pdf")
    assert refused.value.code == "not_live"
    editor = person("editor")
    row = ask_print(draft, "epub", actor=editor, proof=True)
    assert (row.is_proof, row.asked_by) == (True, editor)
    assert Event.objects.filter(verb="magazine.proof_asked").count() == 1


def test_an_issue_of_the_archive_has_its_own_file():
    old = issue(from_archive=True)
    with pytest.raises(DomainError) as refused:
        ask_print(page_of(old), "pdf", proof=True)
    assert refused.value.code == "archive"
    issue_closed(old)
    assert waiting() == []


def test_publishing_a_page_of_an_issue_that_is_out_asks_for_it_and_the_issue():
    whole = issue(("ky", "ru"))
    Print.objects.all().delete()
    one = article(whole)
    assert waiting() == [("Өкмөттүн үнү", "epub"), ("Өкмөттүн үнү", "pdf"), ("№ 11 ky", "epub"), ("№ 11 ky", "pdf")]
    page_of(one).save_revision().publish()
    assert len(waiting()) == 4  # once more published: the same rows serve
    Print.objects.all().delete()
    page_of(one).unpublish()
    assert waiting() == [("№ 11 ky", "epub"), ("№ 11 ky", "pdf")]


@pytest.mark.parametrize("proofs", [False, True])
def test_words_that_are_taken_down_leave_the_files_of_readers_at_once(pressed, proofs):
    whole = issue()
    one = page_of(article(whole))
    if proofs:
        for made in (page_of(whole), one):
            ask_print(made, "pdf", proof=True)
    tasks.make_waiting()
    assert all(queries.newest_public(page, "pdf") for page in (page_of(whole), one))
    one.unpublish()
    assert queries.newest_public(page_of(whole), "pdf") is None
    one.refresh_from_db()
    one.save_revision().publish()
    assert queries.newest_public(one, "pdf") is None
    tasks.make_waiting()
    assert all(queries.newest_public(page, "pdf") for page in (page_of(whole), one))


def test_an_issue_that_is_not_out_is_not_printed():
    whole = issue(published=False)
    article(whole)
    article()
    assert waiting() == []


def test_the_closing_of_an_issue_asks_for_all_of_it():
    whole = issue(("ky", "ru"))
    article(whole, ("ky", "ru"))
    Print.objects.all().delete()
    hooks.call("issue_closed", issue=whole)
    assert len(waiting()) == 8


def test_a_file_is_made_and_kept(page, pressed):
    row = ask_print(page, "pdf")
    assert make_print(row.pk)
    row.refresh_from_db()
    assert (row.state, row.progress, row.pages, row.bytes, row.attempts) == (PrintState.READY, 100, 24, 13, 1)
    assert row.file.read() == b"%PDF-1.7 made"
    assert row.file.name.endswith(f"munitsipalitet-{page.slug}-ky.pdf")
    assert len(row.fingerprint) == 64
    assert Event.objects.filter(verb="magazine.print_made").count() == 1
    assert not make_print(row.pk)  # who comes second finds nothing to do


def test_the_same_words_are_not_printed_twice(page, pressed):
    first = ask_print(page, "pdf")
    make_print(first.pk)
    second = ask_print(page, "pdf")
    assert second != first
    make_print(second.pk)
    assert list(Print.objects.all()) == [first]
    assert len(pressed) == 1


def test_other_words_make_a_new_version_and_old_ones_come_back(page, pressed):
    first = ask_print(page, "pdf")
    make_print(first.pk)
    old = page.theme
    for theme in ("Жаңы тема", old):
        page.theme = theme
        page.save()
        make_print(ask_print(page, "pdf").pk)
    assert Print.objects.count() == 2
    assert Print.objects.public().newest().first() == first
    assert [one.cover.theme for one in pressed] == [old, "Жаңы тема"]


def test_epub_and_the_article_alone(pressed):
    page = page_of(article())
    row = ask_print(page, "epub")
    make_print(row.pk)
    row.refresh_from_db()
    assert row.file.name.endswith(".epub")
    assert [one.title for one in pressed[0].articles] == ["Өкмөттүн үнү"]


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (DomainError("Өтө оор.", code="too_hard"), "Өтө оор."),
        (ValueError("x"), "Something unexpected happened. It is in the log."),
    ],
)
def test_what_fails_is_tried_three_times(page, monkeypatch, error, fault):
    def fail(*_args, **_more):
        raise error

    monkeypatch.setattr(press, "make_pdf", fail)
    row = ask_print(page, "pdf")
    for attempt in (1, 2, 3):
        assert make_print(row.pk)
        row.refresh_from_db()
        assert (row.attempts, row.fault) == (attempt, gettext(fault))
        assert row.state == (PrintState.WAITING if attempt < 3 else PrintState.FAILED)
    assert not make_print(row.pk)
    try_again(row)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.fault) == (PrintState.WAITING, 0, "")
    with pytest.raises(DomainError):
        try_again(row)


def test_a_failed_row_gives_way_to_one_that_waits(page, monkeypatch):
    def fail(*_args, **_more):
        ask_print(page, "pdf")  # somebody publishes meanwhile
        raise DomainError("x")

    monkeypatch.setattr(press, "make_pdf", fail)
    row = ask_print(page, "pdf")
    make_print(row.pk)
    (left,) = Print.objects.all()
    assert left.pk != row.pk
    assert (left.state, left.attempts) == (PrintState.WAITING, 0)


def test_a_file_that_failed_before_gives_way_to_the_same_words(page, pressed):
    row = ask_print(page, "pdf")
    make_print(row.pk)
    Print.objects.update(state=PrintState.FAILED)
    again = ask_print(page, "pdf")
    make_print(again.pk)
    (left,) = Print.objects.all()
    assert (left.pk, left.state) == (again.pk, PrintState.READY)


def test_a_killed_worker_loses_nothing(page, pressed):
    row = ask_print(page, "pdf")
    Print.objects.update(state=PrintState.RUNNING, attempts=1, started_at=timezone.now() - timedelta(minutes=9))
    assert (take_back_lost(), tasks.make_waiting()) == (0, 0)  # it may still be at work, and one works at a time
    Print.objects.update(started_at=timezone.now() - timedelta(minutes=11))
    tasks.make_prints_left_over.call_local()
    row.refresh_from_db()
    assert row.state == PrintState.READY


def test_the_worker_makes_all_that_waits_whole_issues_first_then_the_oldest(pressed):
    whole = page_of(issue())
    first, second = (page_of(article(whole.issue)) for _ in range(2))
    Print.objects.all().delete()
    for asked in (first, second, whole):
        ask_print(asked, "pdf")
    assert tasks.make_waiting() == 3
    assert tasks.make_waiting() == 0
    made = [row.page.pk for row in Print.objects.ready().order_by("made_at", "pk")]
    assert made == [whole.pk, first.pk, second.pk]


def test_what_went_wrong_rests_a_while(page, pressed):
    row = ask_print(page, "pdf")
    Print.objects.update(started_at=timezone.now() - timedelta(minutes=1), attempts=1)
    assert tasks.make_waiting() == 0
    Print.objects.update(started_at=timezone.now() - timedelta(minutes=5))
    assert tasks.make_waiting() == 1
    row.refresh_from_db()
    assert row.attempts == 2


def test_missing_pictures_are_named_on_the_row(page, monkeypatch):
    made = press.Made(b"%PDF", 1, missing=("Көл",))
    monkeypatch.setattr(press, "make_pdf", lambda *_args, **_more: made)
    row = ask_print(page, "pdf")
    make_print(row.pk)
    row.refresh_from_db()
    assert (row.state, "Көл" in row.fault) == (PrintState.READY, True)
