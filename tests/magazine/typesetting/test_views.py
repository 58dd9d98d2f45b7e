from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from tajryiba.audit.models import Event
from tajryiba.core import related
from tajryiba.magazine.enums import PrintState
from tajryiba.magazine.models import Print
from tajryiba.magazine.typesetting import blocks, print_list, queries, rules, tasks
from tajryiba.magazine.typesetting.domain import ask_print, make_print
from tajryiba.magazine.typesetting.print_list import Copies
from tests.factories.people import person

from .conftest import article, issue, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(pressed):
    """A page of an issue that is out, with both files ready."""
    whole = issue()
    tasks.make_waiting()
    return page_of(whole)


def address(page, format: str, lang: str = "ky") -> str:
    kind = "issue_print" if hasattr(page, "editorial") else "article_print"
    with translation.override(lang):
        return reverse(kind, args=[page.slug, format])


# --- For readers ---


def test_everybody_takes_the_newest_file(guest, printed):
    response = guest.get(address(printed, "pdf"))
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"%PDF-1.7 made"
    assert response["Content-Type"] == "application/pdf"
    assert f'filename="munitsipalitet-{printed.slug}-ky.pdf"' in response["Content-Disposition"]
    assert response["ETag"]
    assert "public" in response["Cache-Control"]
    part = guest.get(address(printed, "pdf"), headers={"range": "bytes=0-3"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"%PDF")
    book = guest.get(address(printed, "epub"))
    assert (book["Content-Type"], book["Content-Disposition"].split(";")[0]) == ("application/epub+zip", "attachment")


def test_an_address_looks_like_this():
    with translation.override("ky"):
        assert reverse("issue_print", args=["2026-11", "pdf"]) == "/ky/magazine/2026-11/pdf/"
        assert reverse("article_print", args=["suu-keldi", "epub"]) == "/ky/magazine/suu-keldi/epub/"


def test_nothing_to_take_is_404_and_makes_nothing(guest, printed):
    assert guest.get(address(printed, "pdf", "ru")).status_code == 404
    assert guest.get("/ky/magazine/2099-01/pdf/").status_code == 404
    assert guest.get(f"/ky/magazine/{printed.slug}/docx/").status_code == 404
    waits = page_of(article())
    before = Print.objects.count()
    assert guest.get(address(waits, "pdf")).status_code == 404
    assert Print.objects.count() == before


def test_a_page_taken_down_takes_its_files_with_it(guest, printed):
    printed.unpublish()
    assert guest.get(address(printed, "pdf")).status_code == 404


def test_a_proof_is_never_public(guest, pressed):
    page = page_of(article())
    make_print(ask_print(page, "pdf", proof=True).pk)
    assert guest.get(address(page, "pdf")).status_code == 404


def test_a_lost_file_is_404(guest, printed):
    row = queries.newest_public(printed, "pdf")
    row.file.storage.delete(row.file.name)
    assert guest.get(address(printed, "pdf")).status_code == 404


def test_links_tell_format_size_and_pages(printed, django_assert_num_queries):
    with translation.override("ky"), django_assert_num_queries(1):
        (html,) = related.render("magazine.issue", {}, printed)
    assert f'href="/ky/magazine/{printed.slug}/pdf/"' in html
    assert "PDF, 1\xa0КБ, 24" in html
    assert "EPUB" in html


def test_nothing_is_shown_while_nothing_is_ready():
    assert blocks.downloads({}, page_of(article())) == ""


def test_sql_and_predicate_agree(pressed):
    live, draft = page_of(article()), page_of(article(publish=False))
    for page, proof in ((live, False), (live, True), (draft, True)):
        make_print(ask_print(page, "pdf", proof=proof).pk)
    ask_print(live, "epub")
    rows = list(Print.objects.all())
    assert len(rows) == 4
    public = set(Print.objects.public())
    for role in (None, "reader", "editor", "content_admin"):
        user = person(role) if role else None
        staff = role in ("editor", "content_admin")
        expected = {row for row in rows if row.state == PrintState.READY} if staff else public
        assert {row for row in rows if rules.can_read_print(user, row)} == expected
    assert not rules.can_read_print(None, None)


# --- For the staff ---


@pytest.fixture
def editor(signed_in, settings):
    settings.STAFF_MFA_REQUIRED = False
    return signed_in(person("editor"))


@pytest.fixture
def chief(signed_in, settings):
    settings.STAFF_MFA_REQUIRED = False
    return signed_in(person("content_admin"))


def screen(of) -> str:
    return reverse("magazine_prints:issue", args=[of.pk])


def test_the_screen_shows_versions_and_progress(editor, printed):
    whole = printed.issue
    page = editor.get(screen(whole)).content.decode()
    assert 'http-equiv="refresh"' not in page
    Print.objects.filter(format="pdf").update(state=PrintState.RUNNING, progress=40)
    page = editor.get(screen(whole)).content.decode()
    assert 'http-equiv="refresh"' in page
    assert "40 %" in page


def test_an_editor_makes_a_proof_and_reads_it(editor, guest, pressed, django_capture_on_commit_callbacks):
    whole = issue(published=False)
    draft = page_of(article(whole, publish=False))
    with django_capture_on_commit_callbacks(execute=True):
        response = editor.post(screen(whole), {"proof": draft.pk, "format": "pdf"})
    assert response.status_code == 302
    row = Print.objects.get()
    assert (row.is_proof, row.state) == (True, PrintState.READY)
    file = reverse("magazine_prints:file", args=[row.pk])
    answer = editor.get(file)
    assert answer.status_code == 200
    assert answer["Cache-Control"].startswith("private, no-store")
    assert guest.get(file).status_code == 302
    assert "-proof.pdf" in answer["Content-Disposition"]


def test_only_pages_of_this_issue(editor):
    whole, other = issue(), page_of(article())
    for sent in (
        {"proof": other.pk, "format": "pdf"},
        {"proof": page_of(whole).pk, "format": "doc"},
        {"proof": "x"},
        {"again": "x"},
    ):
        assert editor.post(screen(whole), sent).status_code == 404
    assert editor.get(reverse("magazine_prints:issue", args=[10**9])).status_code == 404
    assert editor.get(reverse("magazine_prints:file", args=[10**30])).status_code == 404


def test_a_failed_file_is_tried_again(editor, printed):
    row = queries.newest_public(printed, "pdf")
    answer = editor.post(screen(printed.issue), {"again": row.pk}, follow=True)
    assert "Only a file that failed can be tried again." in answer.content.decode() or answer.status_code == 200
    Print.objects.filter(pk=row.pk).update(state=PrintState.FAILED, attempts=3, fault="x")
    editor.post(screen(printed.issue), {"again": row.pk})
    row.refresh_from_db()
    assert (row.state, row.attempts) == (PrintState.WAITING, 0)


def test_readers_stay_outside(signed_in, printed):
    reader = signed_in(person("reader"))
    for url in (screen(printed.issue), reverse("magazine_prints:copies", args=[printed.issue_id])):
        assert reader.get(url).status_code in (302, 403)


def test_the_screen_costs_the_same_for_one_article_and_thirty(editor, same_query_count):
    whole = issue()

    def grow(number):
        page = page_of(article(whole, title=f"Макала {number}"))
        Print.objects.filter(issue_page=None, article_page=page).update(fingerprint=str(number))

    same_query_count(lambda: queries.prints_of_issue(whole), grow)


# --- The print list ---


def sheet(data: bytes) -> list[tuple]:
    return [tuple(cell for cell in row if cell is not None) for row in load_workbook(BytesIO(data)).active.values]


def test_the_print_list_without_sources_says_so(chief):
    whole = issue(print_run=1500)
    response = chief.get(reverse("magazine_prints:copies", args=[whole.pk]))
    rows = sheet(response.content)
    assert response["Content-Disposition"] == f'attachment; filename="print-list-{whole.slug}.xlsx"'
    assert (rows[1][1], rows[2][1], rows[3][1]) == (1500, 0, 1500)
    assert len(rows[-1]) == 1
    assert Event.objects.filter(verb="magazine.print_list_taken").count() == 1


def test_copies_from_every_source_and_no_formulas(monkeypatch):
    monkeypatch.setattr(print_list, "_sources", {})
    print_list.register(
        "subscriptions", lambda _issue: [Copies("=HYPERLINK(1)", "+Ош", "ru", 3), Copies("Нөл", "", "ky", 0)]
    )
    print_list.register("libraries", lambda _issue: [Copies("Китепкана", "Бишкек", "ky", 2)])
    with translation.override("ru"):
        rows = sheet(print_list.print_list(issue()))
    assert rows[-2:] == [("Китепкана", "Бишкек", "ky", 2), ("'=HYPERLINK(1)", "'+Ош", "ru", 3)]
    assert rows[2][1] == 5


def test_an_editor_does_not_see_addresses(editor):
    assert editor.get(reverse("magazine_prints:copies", args=[issue().pk])).status_code in (302, 403)


@pytest.mark.parametrize("field", ["proof", "again"])
def test_a_number_without_end_is_404(signed_in, settings, field):
    settings.STAFF_MFA_REQUIRED = False
    where = reverse("magazine_prints:issue", args=[issue().pk])
    answer = signed_in(person("editor")).post(where, {field: "9" * 5000, "format": "pdf"})
    assert answer.status_code == 404
