"""Verbs of practices: creation, texts, publication, what is outdated, what is recorded."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tajryiba.audit.models import Event
from tajryiba.practices import domain
from tajryiba.practices.models import CatalogueState, Practice, PracticeText
from tests.factories import practices as make

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_a_new_practice_is_a_draft():
    water, road = make.topic(), make.topic("road")
    place = make.unit()
    made = make.practice(
        units=[place],
        other_topics=[road],
        main_topic=water,
        cost_som=1_000,
        rows={
            "steps": [{"name_ru": "Посчитали."}, {"name_ru": "Решили.", "when": "2024-03"}],
            "sources": [{"url": "https://e.kg/1"}],
        },
    )
    made = Practice.objects.get(pk=made.pk)
    assert (made.is_public, made.published_at, made.catalogue_seq) == (False, None, 0)
    assert list(made.units.all()) == [place]
    assert list(made.other_topics.all()) == [road]
    assert [(step.name_ru, step.when) for step in made.steps.all()] == [("Посчитали.", ""), ("Решили.", "2024-03")]
    assert verbs() == ["practices.created"]


def test_years_must_be_in_order():
    with pytest.raises(ValidationError):
        make.practice(year_from=2024, year_to=2020)


def test_the_database_refuses_years_out_of_order_too():
    made = make.practice(year_from=2020, year_to=2024)
    with pytest.raises(IntegrityError), transaction.atomic():
        Practice.objects.filter(pk=made.pk).update(year_to=2019)


def test_publication_makes_it_public_and_is_recorded_once():
    made = make.practice()
    text = make.text(made, "ru")
    domain.publish_text(text=text)
    made.refresh_from_db()
    assert (made.is_public, made.catalogue_seq) == (True, CatalogueState.objects.get().seq)
    first = made.published_at
    domain.publish_text(text=make.text(made, "ky"))
    made.refresh_from_db()
    assert made.published_at == first
    assert verbs() == [
        "practices.created",
        "practices.text_written",
        "practices.text_published",
        "practices.published",
        "practices.text_written",
        "practices.text_published",
    ]


def test_a_draft_over_a_live_text_stays_unseen_until_published():
    made = make.published()
    text = make.text(made, "ru", title="Новый заголовок")
    live = PracticeText.objects.get(pk=text.pk)
    assert (live.title, live.has_unpublished_changes) == ("Вода в каждый двор", True)
    domain.publish_text(text=live)
    assert PracticeText.objects.get(pk=text.pk).title == "Новый заголовок"


def test_foreign_html_is_cleaned_when_written():
    text = make.text(make.practice(), "ru", problem="<p>Нет воды<script>alert(1)</script></p>")
    assert text.problem == "<p>Нет воды</p>"


def test_unpublishing_the_last_text_hides_the_practice_and_keeps_everything():
    made = make.published(("ru", "ky"))
    texts = {text.lang: text for text in made.texts.all()}
    texts["ky"].unpublish()
    made.refresh_from_db()
    assert made.is_public is True
    seq = made.catalogue_seq
    texts["ru"].unpublish()
    made.refresh_from_db()
    assert made.is_public is False
    assert made.catalogue_seq > seq
    assert made.texts.count() == 2
    assert verbs()[-2:] == ["practices.text_unpublished", "practices.text_unpublished"]


def test_a_later_edit_of_the_original_makes_the_translation_outdated():
    made = make.published(("ru", "ky"))
    assert reload(made, "ky").is_stale() is False
    domain.publish_text(text=make.text(made, "ru", summary="Теперь вода и в школе."))
    assert reload(made, "ky").is_stale() is True
    assert reload(made, "ru").is_stale() is False
    domain.publish_text(text=make.text(made, "ky", summary="Эми суу мектепте да бар."))
    assert reload(made, "ky").is_stale() is False


def test_a_mended_slip_of_the_pen_does_not():
    made = make.published(("ru", "ky"))
    domain.publish_text(text=make.text(made, "ru", summary="Село починило водопровод!", minor_edit=True))
    assert reload(made, "ky").is_stale() is False
    assert reload(made, "ru").minor_edit is False


def test_translation_before_its_original_is_not_outdated_until_the_original_appears():
    made = make.practice(original_language="ru")
    domain.publish_text(text=make.text(made, "ky"))
    assert reload(made, "ky").is_stale() is False
    domain.publish_text(text=make.text(made, "ru"))
    assert reload(made, "ky").is_stale() is True


def reload(made, lang) -> PracticeText:
    return PracticeText.objects.select_related("practice").get(practice_id=made.pk, lang=lang)


def test_one_text_a_language_even_when_written_twice():
    made = make.practice()
    first, second = make.text(made, "ru"), make.text(made, "ru", title="Второй раз")
    assert first.pk == second.pk
    assert second.get_latest_revision_as_object().title == "Второй раз"
    with pytest.raises(IntegrityError), transaction.atomic():
        PracticeText.objects.create(practice=made, lang="ru", title="x", summary="x")


def test_change_numbers_grow():
    assert [domain.next_catalogue_seq(), domain.next_catalogue_seq()] == [1, 2]


def test_facts_of_a_draft_do_not_touch_the_catalogue():
    made = make.practice()
    domain.facts_changed(made)
    assert CatalogueState.objects.get().seq == 0
    public = make.published()
    before = CatalogueState.objects.get().seq
    domain.facts_changed(public)
    assert CatalogueState.objects.get().seq == before + 1
