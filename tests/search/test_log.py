"""Questions are counted, people are not."""

from datetime import date

import pytest
from django.db import DatabaseError

from tajryiba.search import log
from tajryiba.search.models import AskedQuery
from tajryiba.search.queries import find
from tests.factories import practices as make

pytestmark = pytest.mark.django_db


def ask(text: str, lang: str = "ru") -> None:
    log.remember(find(text, lang=lang))


def rows() -> list[tuple]:
    return list(AskedQuery.objects.order_by("text").values_list("text", "lang", "asked", "found"))


def test_a_question_is_counted_by_month_and_language():
    make.published(("ru",))
    for text in ("Вода", "  вода ", "вода"):
        ask(text)
    ask("вода", "ky")
    assert sorted(rows()) == [("вода", "ky", 1, 1), ("вода", "ru", 3, 1)]
    assert AskedQuery.objects.filter(month__day=1).count() == 2


def test_what_is_not_found_is_counted_as_nothing_with_the_topic_of_what_is_near():
    topic = make.topic("water")
    make.published(("ru",), main_topic=topic)
    ask("вода вертолёт")
    ask("вертолёт")
    assert rows() == [("вертолёт", "ru", 1, 0), ("вода вертолёт", "ru", 1, 0)]
    assert AskedQuery.objects.get(text="вода вертолёт").topic == topic.pk
    assert AskedQuery.objects.get(text="вертолёт").topic is None


@pytest.mark.parametrize(
    "text", ["пишите на a.b@example.kg", "0555 123 456", "+996 555 123456", "12345678901234", "1234567", "", "  "]
)
def test_what_may_be_personal_is_not_kept(text):
    ask(text)
    assert rows() == []


def test_a_long_question_is_cut():
    ask("вода " * 100)
    assert len(AskedQuery.objects.get().text) <= log.LONGEST


def test_nothing_but_the_question_is_kept():
    kept = {field.name for field in AskedQuery._meta.get_fields()}
    assert kept == {"id", "text", "lang", "month", "asked", "found", "topic", "clicks", "clicked_ranks"}


def test_counts_gather_before_they_are_written(settings):
    settings.SEARCH_LOG_SECONDS = 3600
    ask("вода")
    ask("вода")
    assert rows() == []
    log.flush()
    assert rows() == [("вода", "ru", 2, 0)]
    log.flush()
    assert rows() == [("вода", "ru", 2, 0)]


def test_many_different_questions_are_written_at_once(settings, monkeypatch):
    settings.SEARCH_LOG_SECONDS = 3600
    monkeypatch.setattr(log, "MANY", 2)
    ask("вода")
    ask("дорога")
    assert len(rows()) == 2


def test_a_database_that_refuses_spoils_no_page(monkeypatch, caplog):
    class Broken:
        def cursor(self):
            raise DatabaseError("locked")

    monkeypatch.setattr(log, "connection", Broken())
    ask("вода")
    assert "questions not counted" in caplog.text
    assert "вода" not in caplog.text


def test_what_was_opened_is_counted_for_a_known_question_only():
    ask("вода")
    log.opened(text=" Вода", lang="ru", rank=3)
    log.opened(text="вода", lang="ru", rank=1)
    for strange in ({"text": "вода", "lang": "ky", "rank": 1}, {"text": "нет", "lang": "ru", "rank": 1}):
        log.opened(**strange)
    log.opened(text="вода", lang="ru", rank=0)
    log.opened(text="вода", lang="ru", rank=101)
    row = AskedQuery.objects.get()
    assert (row.clicks, row.clicked_ranks, row.mean_rank) == (2, 4, 2.0)
    assert AskedQuery(text="x").mean_rank is None


def counted(text: str, asked: int, found: int = 3, lang: str = "ru", month: date | None = None) -> None:
    month = month or date.today().replace(day=1)
    AskedQuery.objects.create(text=text, lang=lang, month=month, asked=asked, found=found)


def test_related_are_questions_of_many_that_were_answered():
    counted("питьевая вода", 9)
    counted("вода в школе", 12)
    counted("вода ивана петрова", 1)
    counted("вода без ответа", 50, found=0)
    counted("суу", 50, lang="ky")
    counted("вода давно", 50, month=date(2020, 1, 1))
    counted("дорога", 50)
    counted("вода", 50)
    assert log.related("вода", "ru") == ["вода в школе", "питьевая вода"]
    assert log.related("воды", "ru", limit=1) == []
    assert log.related("", "ru") == log.related("в", "ru") == []
