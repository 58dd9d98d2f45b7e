"""Acts are found by title, number and the words of the edition in force; a draft is not."""

from datetime import date

import pytest

from tajryiba.legal import domain
from tajryiba.search.domain import refresh
from tajryiba.search.queries import find
from tests.factories import legal as make
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def found(query: str, lang: str = "ru") -> list[int]:
    return [hit.object_id for hit in find(query, lang=lang, filters={"kind": ["act"]}).hits]


def test_a_published_act_is_found_by_title_and_number():
    act = make.act(title_ru="О пастбищах и выпасе", number="417")
    assert found("пастбище") == [act.pk]
    assert found("№ 417") == [act.pk]


def test_by_the_words_of_its_text_as_of_now():
    act = make.act(title_ru="О разном", title_ky="")
    make.edition(act, date(2020, 1, 1), ru=make.law_html(words="старинный кяриз"))
    make.edition(act, date(2024, 1, 1), ru=make.law_html(words="капельное орошение"))
    refresh(act)
    assert found("капельное орошение") == [act.pk]
    assert found("кяриз") == []


def test_a_draft_is_found_once_it_is_published():
    act = make.act(public=False, title_ru="О мостах")
    assert found("мостах") == []
    domain.publish_act(act=act, actor=person("content_admin"))
    assert found("мостах") == [act.pk]


def test_rows_cost_the_same_for_one_and_many(django_assert_max_num_queries):
    acts = [make.with_text(2) for _number in range(8)]
    with django_assert_max_num_queries(30):
        refresh(*acts)
