"""The library in the Wagtail admin: saving, refusing broken templates, the two queues."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tajryiba.core.documents.paper import paper
from tajryiba.library.domain.links import note_check
from tajryiba.library.models import Collection, Material, Sample
from tests.factories import library, practices
from tests.factories.media import archive, office_files, upload
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.STAFF_MFA_REQUIRED = False


@pytest.fixture
def editor(signed_in):
    return signed_in(person("editor"))


def admin(model: str, name: str, *arguments) -> str:
    return reverse(f"wagtailsnippets_library_{model}:{name}", args=arguments)


def rows(prefix: str, *forms: dict) -> dict:
    """A formset of new lines."""
    data = {f"{prefix}-TOTAL_FORMS": len(forms), f"{prefix}-INITIAL_FORMS": 0}
    data |= {f"{prefix}-MIN_NUM_FORMS": 0, f"{prefix}-MAX_NUM_FORMS": 1000}
    for number, form in enumerate(forms):
        data |= {f"{prefix}-{number}-{name}": value for name, value in ({"ORDER": number + 1} | form).items()}
    return data


def facts(**more) -> dict:
    known = {"working_title": "Руководство", "kind": "guide", "original_language": "ru", "origin": "ours"}
    return known | {"topics": [practices.topic().pk]} | more


# --- Materials ---


def test_an_editor_adds_a_material_with_a_link(editor):
    item = {"url": "https://example.org/guide", "languages": ["ru"], "name_ru": "Страница"}
    response = editor.post(admin("material", "add"), facts(**rows("items", item)))
    made = Material.objects.get()
    assert response.status_code == 302
    assert [(row.url, row.languages) for row in made.items.all()] == [("https://example.org/guide", ["ru"])]
    assert not made.is_public
    html = editor.get(admin("material", "edit", made.pk)).content.decode()
    assert f"?material={made.pk}&amp;lang=ky" in html
    assert "acts" in html


@pytest.mark.parametrize("item", [{"name_ru": "Ничего"}, {"url": "javascript:alert(1)"}])
def test_an_item_that_is_neither_is_refused(editor, item):
    response = editor.post(admin("material", "add"), facts(**rows("items", item)))
    assert response.status_code == 200
    assert Material.objects.count() == 0


def test_the_form_of_a_text_knows_its_material(editor):
    made = library.material(working_title="О слушаниях", original_language="ru")
    html = editor.get(admin("materialtext", "add") + f"?material={made.pk}&lang=ru").content.decode()
    assert 'value="О слушаниях"' in html


def test_a_text_stays_with_its_material(signed_in):
    text, other = library.published().texts.get(), library.material()
    data = {"material": other.pk, "lang": "ky", "title": "Новое", "summary": "Кратко", "about": "null"}
    signed_in(person("content_admin")).post(admin("materialtext", "edit", text.pk), data | {"action-publish": "1"})
    text.refresh_from_db()
    assert (text.lang, text.title, text.material_id != other.pk) == ("ru", "Новое", True)


# --- Samples ---

QUESTION = {"key": "unit", "kind": "line", "label_ru": "Муниципалитет"}


def docx(text: str = "{{ unit }} {{ today }}"):
    return upload("a.docx", paper(text, "ru"))


def save_sample(client, *questions: dict, **files):
    data = {"material": library.published().pk, **rows("questions", *questions), **files}
    return client.post(admin("sample", "add"), data).content.decode()


def test_a_sample_is_kept_when_it_can_be_filled(editor):
    save_sample(editor, QUESTION, file_ru=docx())
    made = Sample.objects.get()
    assert (made.languages(), [question.key for question in made.questions.all()]) == (["ru"], ["unit"])
    response = editor.get(admin("sample", "template", made.pk, "ru"))
    assert response.content == made.template("ru")
    assert editor.get(admin("sample", "template", made.pk, "ky")).status_code == 404
    assert editor.get(admin("sample", "edit", made.pk)).status_code == 200


@pytest.mark.parametrize(
    "file",
    [
        lambda: docx("{{ goal }}"),
        lambda: docx("{{ unit"),
        lambda: docx("{{ unit.__class__ }}"),
        lambda: upload("a.docx", b"no document"),
        lambda: upload("a.pdf", b"%PDF-1.7"),
        lambda: upload("a.docx", archive({**office_files("docx"), "word/vbaProject.bin": b"x"})),
        lambda: upload("a.docx", b"x" * (2 * 1024 * 1024 + 1)),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused(editor, file):
    save_sample(editor, QUESTION, file_ru=file())
    assert Sample.objects.count() == 0


def test_a_sample_without_a_file_or_with_a_wrong_name_is_refused(editor):
    save_sample(editor, QUESTION)
    save_sample(editor, QUESTION | {"key": "LANG"}, file_ru=docx())
    save_sample(editor, *({"key": f"q{number}", "kind": "line"} for number in range(41)), file_ru=docx("x"))
    assert Sample.objects.count() == 0


def test_a_question_that_the_template_needs_cannot_be_taken_away(editor):
    made = library.sample(languages=("ru",))
    question = {"key": "unit", "kind": "line"}
    data = {"material": made.material_id, **rows("questions", question)}
    editor.post(admin("sample", "edit", made.pk), data)
    assert made.questions.count() == 4


# --- Collections ---


def test_a_collection_takes_materials_and_addresses(editor):
    practice, material = practices.published(), library.published()
    places = rows("items", {"material": material.pk}, {"address": f"https://tajryiba.kg{practice.url_in('ru')}"})
    editor.post(admin("collection", "add"), {"title_ru": "Сто дней", "order": 1, "is_public": "on", **places})
    items = Collection.objects.get().items.order_by("sort_order")
    assert [(item.material_id, item.object_id) for item in items] == [(material.pk, None), (None, practice.pk)]


@pytest.mark.parametrize("place", [{"address": "/ru/nowhere/"}, {"note_ru": "пусто"}])
def test_a_place_that_holds_nothing_is_refused(editor, place):
    data = {"title_ru": "Сто дней", "order": 1, **rows("items", place)}
    assert editor.post(admin("collection", "add"), data).status_code == 200
    assert Collection.objects.count() == 0


# --- Queues ---


def test_the_queue_of_reviews(editor, same_query_count):
    def grow(number: int) -> None:
        for _row in range(number):
            library.published(review_on=timezone.localdate(), owner=person("editor"))

    same_query_count(lambda: editor.get(reverse("library_reviews:index")), grow, large=10)


def test_a_review_is_confirmed_in_the_admin(editor):
    made = library.published(review_on=timezone.localdate())
    address = reverse("library_review", args=[made.pk])
    assert str(made) in editor.get(reverse("library_reviews:index")).content.decode()
    assert editor.post(address, {"next_on": timezone.localdate()}).status_code == 200
    later = timezone.localdate() + timedelta(days=30)
    assert editor.post(address, {"next_on": later}).status_code == 302
    made.refresh_from_db()
    assert made.review_on == later


def test_the_report_of_links(editor, same_query_count):
    made = library.with_link()
    for _time in range(2):
        note_check(made.items.get(), "404")
    note_check(library.with_link("https://example.org/slow").items.get(), "too_slow")
    html = editor.get(reverse("library_links:index") + "?state=broken").content.decode()
    assert "https://example.org/guide" in html and "404" in html
    assert "https://example.org/slow" not in html

    def grow(number: int) -> None:
        for row in range(number):
            note_check(library.with_link(f"https://example.org/{row}").items.get(), "")

    same_query_count(lambda: editor.get(reverse("library_links:index")), grow, large=10)
