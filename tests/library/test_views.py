"""Pages: facets, addresses, languages, files, the form."""

import json
import re
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from docx import Document

from tajryiba.core.errors import DomainError
from tajryiba.library import shelf
from tajryiba.library.domain.links import note_check
from tajryiba.library.models import Collection, Material
from tajryiba.media.domain import add_document
from tajryiba.people.enums import Category
from tests.factories import library, practices
from tests.factories.media import archive, office_files, pdf, portal_document, upload
from tests.factories.people import person

pytestmark = pytest.mark.django_db
READER = {"HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 13) Chrome/126"}


def page(guest, address: str, status: int = 200) -> str:
    response = guest.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def titles(html: str) -> list[str]:
    return re.findall(r'class="row__title"[^>]*><a [^>]*>([^<]+)</a>', html)


# --- The list ---


def test_the_list_in_three_languages(guest, language):
    made = library.published(("ky", "ru", "en"))
    html = page(guest, f"/{language}/library/")
    assert titles(html) == [library.WORDS[language][0]]
    assert made.url_in(language) in html
    assert f'hreflang="{language}"' in html


def test_another_language_is_marked(guest):
    library.published(("ru",))
    html = page(guest, "/ky/library/")
    assert 'lang="ru"' in html
    assert library.WORDS["ru"][0] in html


def test_facets_narrow_the_list(guest):
    library.published(title="Первый", kind="guide", year=2020, level="first", audiences=[Category.LSG])
    library.published(title="Второй", kind="form", origin="project", topics=[practices.topic("waste")])
    library.with_link(title="Третий", kind="video", year=2021)
    for query, found in {
        "kind=guide": ["Первый"],
        "kind=guide&kind=form": ["Второй", "Первый"],
        "kind=guide&year=2021": [],
        "year=unknown": ["Второй"],
        "level=first": ["Первый"],
        "audience=lsg": ["Первый"],
        "origin=project": ["Второй"],
        "topic=waste": ["Второй"],
        "language=ky": ["Третий"],
        "q=второй": ["Второй"],
        "q=второй первый": [],
        "q=%00": ["Третий", "Второй", "Первый"],
        "q=!!!": [],
        "kind=nonsense": [],
        "page=99": ["Третий", "Второй", "Первый"],
        "page=x": ["Третий", "Второй", "Первый"],
    }.items():
        assert titles(page(guest, f"/ru/library/?{query}")) == found, query


def test_counts_of_a_facet_leave_its_own_choice_aside(guest):
    library.published(kind="guide", year=2020)
    library.published(kind="form", year=2021)
    html = page(guest, "/ru/library/?kind=guide")
    counts = dict(re.findall(r'value="(\w+)"[^>]*><span>[^<]*</span><b>(\d+)</b>', html))
    assert (counts["guide"], counts["form"], counts["2020"]) == ("1", "1", "1")
    assert "2021" not in counts


def test_narrowed_lists_are_not_for_search_engines(guest):
    assert "noindex" in page(guest, "/ru/library/?kind=guide")
    assert "noindex" not in page(guest, "/ru/library/")


def test_empty_lists_say_what_to_do(guest):
    assert 'class="empty"' in page(guest, "/ru/library/")
    assert 'class="empty"' in page(guest, "/ru/library/?q=нет")
    assert 'class="empty"' in page(guest, "/ru/library/collections/")


def test_the_list_costs_the_same_however_long(guest, same_query_count):
    def grow(number: int) -> None:
        for _row in range(number):
            made = library.with_file(audiences=[Category.LSG])
            library.sample(made)

    assert same_query_count(lambda: page(guest, "/ru/library/"), grow, large=20) <= 15


def test_pages_are_the_same_for_everybody(guest, signed_in):

    made = library.with_file()
    library.collection(made)
    collection = Collection.objects.get()
    addresses = ("/ru/library/", made.url_in("ru"), "/ru/library/collections/")
    for address in (*addresses, f"/ru/library/collections/{collection.pk}/"):
        one, other = guest.get(address, follow=True), signed_in(person()).get(address, follow=True)
        assert one.content == other.content
        assert "csrfmiddlewaretoken" not in one.content.decode()
        assert "s-maxage" in one["Cache-Control"]


# --- The page ---


def test_the_page_of_a_material(guest):
    made = library.with_file(
        ("ru", "ky"), author_ru="Институт", licence="cc-by", source_url="https://example.org/", year=2020
    )
    html = page(guest, made.url_in("ru"))
    for fact in ("Институт", "CC BY 4.0", "https://example.org/", "2020", "PDF"):
        assert fact in html
    assert f"/ru/library/{made.pk}/files/{made.items.get().pk}/" in html


def test_a_wrong_slug_redirects(guest):
    made = library.published()
    response = guest.get(f"/ru/library/{made.pk}-nonsense/?x=1")
    assert (response.status_code, response["Location"]) == (301, made.url_in("ru") + "?x=1")
    assert guest.get(f"/ru/library/{made.pk}/")["Location"] == made.url_in("ru")


def test_drafts_and_strangers_are_not_found(guest):
    draft = library.material()
    library.sample(draft)
    for address in (f"/ru/library/{draft.pk}/", f"/ru/library/{draft.pk}/fill/", "/ru/library/999999/"):
        page(guest, address, 404)


def test_structured_data_cannot_break_out(guest):
    made = library.with_file(title="</script><b>x")
    html = page(guest, made.url_in("ru"))
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S).group(1)
    facts = json.loads(block)
    assert facts["@type"] == "LearningResource"
    assert facts["name"] == "</script><b>x"
    assert facts["encoding"][0]["encodingFormat"] == "application/pdf"


@pytest.mark.parametrize("kind", ["form", "sample", "report"])
def test_papers_are_documents(guest, kind):
    html = page(guest, library.published(kind=kind).url_in("ru"))
    assert '"DigitalDocument"' in html


def test_topic_and_practice_show_materials(guest):
    practice = practices.published()
    library.published(title="О воде")
    assert "О воде" in page(guest, "/ru/topics/water/")
    assert "О воде" in page(guest, practice.url_in("ru"))


def test_a_broken_link_is_told(guest):

    made = library.with_link()
    item = made.items.get()
    html = page(guest, made.url_in("en"))
    assert "does not answer" not in html
    note_check(item, "404")
    note_check(item, "404")
    assert "does not answer" in page(guest, made.url_in("en"))


# --- Files ---


def download(guest, made: Material, **headers):
    item = made.items.get()
    return guest.get(f"/ru/library/{made.pk}/files/{item.pk}/", **{**READER, **headers})


def test_a_download_is_saved_and_counted_once(guest):
    made = library.with_file()
    response = download(guest, made)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, max-age=3600"
    again = download(guest, made, HTTP_IF_NONE_MATCH=response["ETag"])
    download(guest, made, HTTP_USER_AGENT="Googlebot/2.1")
    download(guest, made, HTTP_RANGE="bytes=5-9")
    guest.head(f"/ru/library/{made.pk}/files/{made.items.get().pk}/", **READER)
    assert again.status_code == 304
    made.refresh_from_db()
    assert made.downloads == 1


def test_files_that_are_not_public(guest):
    made = library.with_file()
    item = made.items.get()
    item.document.is_public = False
    item.document.save()
    assert download(guest, made).status_code == 404
    assert item.download_url() not in page(guest, made.url_in("ru"))
    other = library.published()
    page(guest, f"/ru/library/{other.pk}/files/{item.pk}/", 404)
    link = library.with_link()
    page(guest, f"/ru/library/{link.pk}/files/{link.items.get().pk}/", 404)


def test_a_file_that_is_gone(guest):
    made = library.with_file()
    document = made.items.get().document
    document.file.storage.delete(document.file.name)
    assert download(guest, made).status_code == 404


HOSTILE = {
    "a page called PDF": ("x.pdf", b"<html><script>alert(1)</script></html>"),
    "a drawing": ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
    "a page": ("x.html", b"<!doctype html><script>alert(1)</script>"),
    "a page called text": ("x.txt", b"<!doctype html><script>alert(1)</script>"),
    "a document with macros": ("x.docx", archive({**office_files("docx"), "word/vbaProject.bin": b"x"})),
    "a PDF with a script": ("x.pdf", pdf(catalog=b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")),
    "a hidden ending": ("x.html.pdf", pdf()),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_active_files_never_come_in(what):

    with pytest.raises(DomainError):
        add_document(file=upload(*HOSTILE[what]))


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("a.pdf", pdf(extra=b"<script>alert(1)</script>"), "application/pdf"),
        ("a.txt", "суу <script>alert(1)</script>".encode(), "text/plain; charset=utf-8"),
        ("a.csv", b"a;<img src=x onerror=alert(1)>", "text/csv; charset=utf-8"),
        (
            "a.docx",
            archive(office_files("docx", "<script>".replace("<", "&lt;"))),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_what_is_served_is_never_run(guest, name, data, content_type):
    """Polyglots keep the type of what they are inside, and are saved, in a sandbox, unsniffed."""
    made = library.with_file(document=portal_document(name=name, data=data))
    response = download(guest, made)
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert b"".join(response.streaming_content) == data


# --- The form of a sample ---

ANSWERS = {
    "LANG": "ky",
    "unit": "Көк-Жаңгак",
    "subject": "Өзгөчө чөп <b>жана</b> {{ 7*7 }}",
    "total": "1 200 000 сом",
    "report_by": "2026-12-01",
}


def words(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(data)).paragraphs)


def test_the_form_asks_and_gives_a_document(guest):
    made = library.sample().material
    html = page(guest, f"/ru/library/{made.pk}/fill/")
    assert "csrfmiddlewaretoken" in html and "noindex" in html
    response = guest.post(f"/ru/library/{made.pk}/fill/", ANSWERS)
    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert response["Content-Disposition"] == 'attachment; filename="rukovodstvo-po-slushaniyam-ky.docx"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    text = words(response.content)
    assert "Көк-Жаңгак" in text
    assert "Өзгөчө чөп <b>жана</b> {{ 7*7 }}" in text
    assert "1\u00a0200\u00a0000\u00a0сом" in text
    assert "2026-жылдын 1-декабры" in text
    assert Material.objects.get(pk=made.pk).downloads == 1


def test_what_is_left_empty_becomes_a_blank(guest):
    made = library.sample().material
    response = guest.post(f"/ru/library/{made.pk}/fill/", {"LANG": "ru", "unit": "Ак-Суу", "subject": "Вода"})
    assert "Сумма: ____. Срок: ____." in words(response.content)


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": ""},
        {"unit": "ы" * 201},
        {"subject": "ы" * 2001},
        {"total": "много"},
        {"report_by": "завтра"},
        {"LANG": "en"},
    ],
)
def test_a_wrong_answer_loses_nothing(guest, wrong):
    made = library.sample().material
    response = guest.post(f"/ru/library/{made.pk}/fill/", ANSWERS | wrong)
    html = response.content.decode()
    assert response["Content-Type"].startswith("text/html")
    assert 'role="alert"' in html
    assert wrong.get("subject") or "Өзгөчө чөп" in html
    assert Material.objects.get(pk=made.pk).downloads == 0


def test_nothing_typed_is_stored(guest):
    """The only rows that a filled form changes are the two counters."""

    made = library.sample().material
    with CaptureQueriesContext(connection) as captured:
        guest.post(f"/ru/library/{made.pk}/fill/", ANSWERS)
    writes = [query["sql"] for query in captured if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert all("library_daycount" in sql or "library_material" in sql for sql in writes)
    assert "Жаңгак" not in str(captured.captured_queries)


def test_a_form_without_the_token_is_refused():

    made = library.sample().material
    response = Client(enforce_csrf_checks=True).post(f"/ru/library/{made.pk}/fill/", ANSWERS)
    assert response.status_code == 403


def test_a_sample_in_one_language(guest):
    made = library.sample(languages=("ru",)).material
    html = page(guest, f"/ky/library/{made.pk}/fill/")
    assert '<option value="ru"' in html and '<option value="ky"' not in html


def test_a_broken_template_is_told_not_a_fault(guest):
    made = library.sample()
    with made.file_ru.storage.open(made.file_ru.name, "wb") as file:
        file.write(b"not a document")
    response = guest.post(f"/ru/library/{made.material_id}/fill/", ANSWERS | {"LANG": "ru"})
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()


def test_no_form_without_a_sample(guest):
    page(guest, f"/ru/library/{library.published().pk}/fill/", 404)


# --- Collections ---


def test_a_collection_holds_materials_and_practices(guest):
    practice = practices.published(title="Практика воды")
    made = library.collection(library.published(title="Устав"), practice.url_in("ky"), library.published(title="Форма"))
    html = page(guest, made.get_absolute_url().replace("/ky/", "/ru/"))
    assert titles(html) == ["Устав", "Практика воды", "Форма"]
    assert "Зачем" in html


def test_a_collection_leaves_out_what_is_not_public(guest):
    practice, material = practices.published(), library.published(title="Устав")
    made = library.collection(material, practice.url_in("ru"))
    practice.texts.get().unpublish()
    with translation.override("ru"):
        address = made.get_absolute_url()
    assert titles(page(guest, address)) == ["Устав"]
    material.texts.get().unpublish()
    assert 'class="empty"' in page(guest, address)
    Collection.objects.update(is_public=False)
    page(guest, address, 404)


def test_a_collection_costs_the_same_however_long(guest, same_query_count):
    made = library.collection()
    with translation.override("ru"):
        address = made.get_absolute_url()

    def grow(number: int) -> None:
        for _row in range(number):
            for place in ({"material": library.published()}, {"address": practices.published().url_in("ru")}):
                item = made.items.model(collection=made, sort_order=99, **place)
                item.clean()
                item.save()

    same_query_count(lambda: page(guest, address), grow, large=10)


@pytest.mark.parametrize("address", ["", "/ru/", "/ru/practices/999999/", "/nowhere/", "https://example.org/x"])
def test_addresses_that_are_no_page_of_a_collection(address):

    assert shelf.find(address) is None


def test_addresses_are_understood_with_host_and_in_any_language():

    practice = practices.published()
    with_host = f"https://tajryiba.kg{practice.url_in('en')}?x=1"
    for address in (practice.url_in("ky"), with_host, f"/ru/practices/{practice.pk}/"):
        assert shelf.find(address)[1] == practice.pk


def test_the_menu_leads_here(guest):
    assert f'href="{reverse("material_list")}"' in page(guest, "/ky/")
