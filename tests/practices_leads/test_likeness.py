"""Words: what is alike, which topics a text is about."""

import json

import pytest

from tajryiba.practices import duplicates, topics
from tajryiba.practices.wording import likeness, stems
from tajryiba.reference.domain.loading import load_topics
from tajryiba.reference.models import Topic
from tajryiba.reference.queries import STARTER
from tests.factories import practices as make
from tests.factories.submissions import lead

pytestmark = pytest.mark.django_db


def test_endings_letters_and_common_words_do_not_count():
    assert stems("Ар бир короого таза суу — 2024") == {"коро", "таза"}
    assert stems("Жаңы чечим: мектепти жылытуу") == stems("МЕКТЕПТЕ ЖЫЛЫТУУНУН чечими")


@pytest.mark.parametrize(
    ("one", "other", "measure"),
    [
        ("Вода в каждый двор", "Каждому двору вода", 1.0),
        ("Освещение улиц солнцем", "Освещение школы", 0.0),
        ("Вода", "Вода", 1.0),
        ("Вода", "Вода пришла", 0.0),
        ("", "", 0.0),
    ],
)
def test_likeness(one, other, measure):
    assert likeness(stems(one), stems(other)) == measure


def test_public_practices_are_found_by_title_and_sooner_at_the_same_place():
    place, elsewhere = make.unit("Ак-Чий"), make.unit("Тоң")
    same = make.published(title="Уличное освещение от солнечных батарей", units=[place])
    make.published(title="Раздельный сбор отходов в школе", units=[place])
    draft = make.practice(working_title="Уличное освещение солнечными батареями")
    found = duplicates.similar_texts("Солнечные батареи греют школу", unit=place)
    assert [(one.what.practice, one.same_place) for one in found] == [(same, True)]
    assert duplicates.similar_texts("Солнечные батареи греют школу", unit=elsewhere) == []
    assert [one.what for one in duplicates.similar_drafts("Освещение улиц солнечными батареями")] == [draft]
    assert duplicates.similar_texts("") == []


def test_leads_are_found_but_the_one_itself():
    first = lead(title="Уличное освещение от солнечных батарей")
    second = lead(title="Освещение улиц: солнечные батареи")
    assert [one.what for one in duplicates.similar_leads(second.title, but=second.pk)] == [first]


def test_similar_ones_cost_the_same_for_one_and_thirty(same_query_count):
    same_query_count(
        lambda: duplicates.similar_texts("Вода в каждый двор"),
        lambda n: [make.published(title="Вода в каждый двор") for _ in range(n)],
    )


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Проложили водопровод и поставили счётчики, вода есть у всех", "water"),
        ("Айылда таштанды чыгаруу жолго салынды, контейнерлер коюлду", "waste"),
        ("Поставили 40 солнечных фонарей, улицы освещены", "public-space"),
        ("Достроили детский сад на 50 мест", "education-culture"),
        ("Справки выдают через единое окно и электронный портал", "digital"),
        ("Бюджеттик угуулар өткөрүлдү, салык кирешелери ачыкталды", "budget"),
    ],
)
def test_a_text_gives_its_topic_away(text, slug):
    load_topics(json.loads((STARTER / "topics.json").read_text()))
    assert topics.suggest_topics(text)[0] == Topic.objects.get(slug=slug)


def test_an_empty_text_suggests_nothing():
    load_topics(json.loads((STARTER / "topics.json").read_text()))
    assert topics.suggest_topics("") == []
    assert topics.suggest_topics("xyz 123") == []
