"""What a new portal begins with."""

from io import BytesIO

import pytest
from docx import Document

from tajryiba.library.models import Collection, Material, Sample
from tajryiba.library.queries import places_of
from tajryiba.library.samples import FillForm, fill
from tajryiba.library.starter.loader import load_library
from tests.factories import library, practices

pytestmark = pytest.mark.django_db


TOPICS = ("governance", "participation", "budget", "inclusion", "utilities", "digital", "communications", "waste")


@pytest.fixture(autouse=True)
def topics() -> None:
    for slug in TOPICS:
        practices.topic(slug)


@pytest.fixture
def loaded() -> tuple[int, int]:
    practice = practices.published()
    return load_library(lambda key: practice.url_in("ru") if key == "kg-001" else "")


def test_everything_is_public_and_has_its_source(loaded):
    made = Material.objects.published()
    assert loaded == (made.count(), 1)
    for material in made:
        assert {"ky", "ru", "en"} == set(material.texts_by_language)
        assert material.topics.exists()
        assert material.author_ky and material.author_ru
        assert material.items.exists() or material.is_fillable
        assert material.origin == "ours" or material.source_url or material.kind == "site"


def test_again_changes_nothing(loaded):
    Material.objects.filter(starter_key="decidim").update(year=1999)
    assert load_library() == (0, 0)
    assert Material.objects.get(starter_key="decidim").year == 1999


def test_the_collection_stands_in_order(loaded):
    places = places_of(Collection.objects.get())
    assert [place.line.kind for place in places].count("Тажрыйба") == 1
    assert len(places) == 6


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_samples_can_be_filled(loaded, language):
    assert Sample.objects.count() == 2
    for sample in Sample.objects.all():
        facts = {question.key: f"Өң үй {question.key}" for question in sample.questions.all()}
        text = "\n".join(paragraph.text for paragraph in Document(BytesIO(fill(sample, language, facts))).paragraphs)
        for words in facts.values():
            assert words in text
        assert "{{" not in text
        form = FillForm({"LANG": language, "unit": "А", "subject": "Б", "goal": "В"}, sample=sample)
        assert form.is_valid(), form.errors


def test_templates_name_no_fact_of_their_own():
    """A sample asks at most forty questions, and each is used by both languages."""
    load_library()
    for sample in Sample.objects.all():
        for language in sample.languages():
            text = "\n".join(p.text for p in Document(BytesIO(sample.template(language))).paragraphs)
            assert [q.key for q in sample.questions.all() if f"{{{{ {q.key} }}}}" not in text] == []


def test_nothing_of_the_factory_is_in_it():
    assert library.published().starter_key is None
