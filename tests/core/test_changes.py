"""Change numbers of tables, and what a request asks once."""

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse

from tajryiba.core import changes, once
from tajryiba.core.models import TableChange
from tajryiba.reference.models import Topic
from tests.factories import practices as make

pytestmark = pytest.mark.django_db


def number(table: str = "reference_topic") -> int:
    return changes.read().get(table, 0)


def rename(topic, name: str = "Суу") -> None:
    Topic.objects.filter(pk=topic.pk).update(name_ky=name)


def test_every_way_of_writing_counts():
    seen = [number()]
    topic = make.topic()
    seen.append(number())
    rename(topic)
    seen.append(number())
    Topic.objects.bulk_create([Topic(slug="one-more", name_ky="Дагы", order=99)], ignore_conflicts=True)
    seen.append(number())
    with connection.cursor() as cursor:
        cursor.execute("update reference_topic set name_ru = name_ky")
    seen.append(number())
    Topic.objects.filter(slug="one-more").delete()
    seen.append(number())
    assert seen == sorted(set(seen))


def test_links_between_rows_count_too():
    practice, road = make.practice(), make.topic("road")
    before = number("practices_practice_other_topics")
    practice.other_topics.set([road])
    practice.save()
    assert number("practices_practice_other_topics") > before


def test_reading_counts_for_nothing_and_neither_does_what_nobody_sees(client):
    make.topic()
    before = changes.read()
    list(Topic.objects.select_for_update())
    client.session.save()
    assert changes.read() == before
    assert not any(table.startswith(settings.TABLES_NOT_SHOWN) for table in before)


def test_what_is_undone_is_not_counted():
    topic = make.topic()
    before = number()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        rename(topic)
        raise ZeroDivisionError
    assert number() == before
    rename(topic)
    assert number() == before + 1


@pytest.mark.django_db(transaction=True)
def test_after_the_commit_where_writers_must_not_wait_for_each_other(settings):
    settings.CHANGES_IN_TRANSACTION = False
    topic, practice = make.topic("water"), make.practice()
    before = changes.read()
    with transaction.atomic():
        rename(topic)
        rename(topic, "Жол")
        practice.save()
        assert changes.read() == before
    assert number() == before["reference_topic"] + 1
    assert number("practices_practice") == before["practices_practice"] + 1
    rename(topic)  # without a transaction: at once
    assert number() == before["reference_topic"] + 2


@pytest.mark.django_db(transaction=True)
def test_after_the_commit_only_if_there_is_one(settings):
    settings.CHANGES_IN_TRANSACTION = False
    topic = make.topic("water")
    before = number()
    with transaction.atomic(), pytest.raises(ZeroDivisionError), transaction.atomic():
        rename(topic)
        raise ZeroDivisionError
    assert number() == before
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            rename(topic)
            raise ZeroDivisionError
        rename(topic)
    assert number() == before + 1


def test_nothing_is_counted_where_there_is_no_place_for_it(monkeypatch):
    """A database that is being made: migrations write before the table is there."""
    before = number()
    monkeypatch.setattr(changes, "_counts", False)
    monkeypatch.setattr(connection.introspection, "table_names", lambda cursor: [])
    make.topic("not-yet", name_ky="Али жок")
    monkeypatch.undo()
    assert number() == before
    make.topic("now", name_ky="Азыр")
    assert number() > before


def test_tables_read_are_those_of_all_joins_and_of_what_is_read_inside():
    with changes.tables_read() as outer:
        list(Topic.objects.all())
        with changes.tables_read() as inner:
            list(make.practice().units.select_related("oblast").filter(practices__main_topic__slug="x"))
        changes.count_as_read(["from_memory"])
    changes.count_as_read(["nobody_asks"])
    assert {"reference_unit", "practices_practiceunit", "practices_practice", "reference_topic"} <= inner
    assert outer == {*inner, "reference_topic", "from_memory"}


def within_a_request(view):
    return once.OnceMiddleware(view)(None)


def test_a_request_asks_once_and_the_next_one_anew():
    asked = []

    def view(_request):
        return HttpResponse(b"".join(b"%d" % once.once("n", lambda: asked.append(1) or len(asked)) for _each in "ab"))

    assert within_a_request(view).content == b"11"
    assert within_a_request(view).content == b"22"
    assert [once.once("n", lambda: asked.append(1) or len(asked)) for _each in "ab"] == [3, 4]
    assert once.answered("n") is None


def test_a_write_makes_the_request_ask_again():
    topic = make.topic()

    def view(_request):
        before = changes.numbers()["reference_topic"]
        rename(topic)
        assert changes.known() is None
        assert changes.numbers()["reference_topic"] == before + 1
        return HttpResponse()

    within_a_request(view)
    assert TableChange.objects.get(pk="reference_topic").number == number()
    assert str(TableChange(name="a", number=2)) == "a: 2"
