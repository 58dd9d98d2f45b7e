"""The door for messages: who is told, once, in which language; follows; letters switched off."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy

from tajryiba.notify import domain, kinds, queries
from tajryiba.notify.enums import Reason, State
from tajryiba.notify.models import Delivery, Follow, LettersOff, Notice
from tajryiba.people import domain as people
from tests.factories.notify import KIND, REQUIRED, SITE_ONLY, notice
from tests.factories.people import person
from tests.factories.practices import topic

pytestmark = pytest.mark.django_db
FACTS = {"title": "суу", "text": "a word"}


# --- Once ---


def test_each_person_is_told_once_however_often_it_is_sent():
    reader, other = person(), person()
    first = domain.send(KIND, to=[reader, reader], facts=FACTS, key="practice:7")
    again = domain.send(KIND, to=[reader, other], facts=FACTS, key="practice:7")
    assert [row.user_id for row in first] == [reader.pk]
    assert [row.user_id for row in again] == [reader.pk, other.pk]
    assert again[0].pk == first[0].pk
    assert Notice.objects.count() == 2
    assert Delivery.objects.count() == 2


def test_without_a_key_every_call_is_a_new_occasion():
    reader = person()
    domain.send(KIND, to=[reader], facts=FACTS)
    domain.send(KIND, to=[reader], facts=FACTS)
    assert reader.notices.count() == 2


def test_another_kind_or_key_is_another_occasion():
    reader = person()
    domain.send(KIND, to=[reader], facts=FACTS, key="a")
    domain.send(KIND, to=[reader], facts=FACTS, key="b")
    domain.send(REQUIRED, to=[reader], facts=FACTS, key="a")
    assert reader.notices.count() == 3


@pytest.mark.django_db(transaction=True)
def test_parallel_sends_of_one_occasion_tell_once(mailoutbox):
    reader = person()
    barrier, faults = threading.Barrier(8), []

    def send():
        try:
            barrier.wait()
            domain.send(KIND, to=[reader], facts=FACTS, key="same")
        except Exception as fault:  # noqa: BLE001  (the test shows whatever went wrong in a thread)
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert Notice.objects.filter(user=reader).count() == 1
    assert [letter.to for letter in mailoutbox] == [[reader.email]]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_told_to_nobody(mailoutbox):
    reader = person()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        domain.send(KIND, to=[reader], facts=FACTS)
        raise ZeroDivisionError
    assert Notice.objects.count() == 0
    assert mailoutbox == []


# --- Refusals ---


def test_an_unknown_kind_is_a_fault():
    with pytest.raises(LookupError, match="No such kind of notice: no.such"):
        domain.send("no.such", to=[person()], facts={})


@pytest.mark.parametrize("link", ["https://example.org/", "//example.org/", "practices/"])
def test_a_link_stays_on_the_site(link):
    with pytest.raises(ValueError, match="stays on the site"):
        domain.send(KIND, to=[person()], facts=FACTS, link=link)


def test_closed_accounts_get_nothing():
    assert domain.send(KIND, to=[person(is_active=False)], facts=FACTS) == []
    assert Notice.objects.count() == 0


def test_a_kind_without_letters_makes_none():
    notice(person(), SITE_ONLY)
    assert Delivery.objects.count() == 0


# --- Words ---


def test_each_reader_gets_facts_in_the_language_of_the_page():
    told = notice(person(), title={"ky": "Таза суу", "ru": "Чистая вода", "en": ""})
    with translation.override("ru"):
        assert told.subject == "About Чистая вода"
    with translation.override("en"):
        assert told.subject == "About Таза суу"


def test_dates_and_moments_are_written_for_the_reader():
    told = notice(person(), title=date(2026, 3, 1), text=datetime(2026, 3, 1, 18, 30, tzinfo=UTC))
    told.refresh_from_db()
    with translation.override("en"):
        assert told.subject == "About 1 March 2026"
        assert "2 March 2026" in told.body  # in Bishkek it is the next day already
        assert "0:30" in told.body


def test_lazy_words_are_kept_in_three_languages():
    told = notice(person(), title=gettext_lazy("Practices"))
    told.refresh_from_db()
    assert set(told.facts["title"]) == {"ky", "ru", "en"}
    with translation.override("ru"):
        assert told.subject == "About Практики"


def test_other_facts_stay_as_they_are_or_become_text():
    told = notice(person(), title=5, text=None)
    assert (told.subject, told.body) == ("About 5", "Says")
    water = topic()
    assert notice(person(), title=water).subject == f"About {water}"


def test_words_may_be_a_function_of_the_facts():
    kinds.register(kinds.Kind("tests.counted", subject=lambda facts: f"{facts['count']} things"))
    assert notice(person(), "tests.counted", count=3).subject == "3 things"


def test_a_kind_that_is_gone_shows_its_key(monkeypatch):
    told = notice(person())
    monkeypatch.delitem(kinds._kinds, KIND)
    assert (told.subject, told.body, str(told.button)) == (KIND, "", "Ачуу")


# --- Read, letters, follows ---


def test_reading_one_or_all():
    reader, other = person(), person()
    first, _second = notice(reader), notice(reader)
    notice(other)
    assert domain.mark_read(user=reader, notice=first) == 1
    assert domain.mark_read(user=reader, notice=first) == 0
    assert queries.unread_count(reader) == 1
    assert domain.mark_read(user=reader) == 1
    assert (queries.unread_count(reader), queries.unread_count(other)) == (0, 1)


def test_a_person_chooses_letters():
    reader = person()
    domain.choose_letters(user=reader, off=[KIND, REQUIRED, SITE_ONLY, "no.such"])
    assert queries.letters_off(reader) == {KIND}
    domain.choose_letters(user=reader, off=[])
    assert queries.letters_off(reader) == set()


def test_follows_are_once_and_end():
    reader, other, water = person(), person(), topic()
    for _ in range(2):
        domain.follow(reader, water)
    domain.follow(other, water)
    assert domain.followers(water) == [reader, other]
    assert domain.follows(reader, water)
    domain.unfollow(reader, water)
    domain.unfollow(reader, water)
    assert domain.followers(water) == [other]
    assert not domain.follows(reader, water)
    assert not domain.follows(person("guest"), water)


def test_closed_accounts_follow_nothing():
    gone, water = person(is_active=False), topic()
    domain.follow(gone, water)
    assert domain.followers(water) == []


# --- My data ---


def test_notices_are_taken_away_and_erased():
    reader = person()
    told = notice(reader)
    domain.follow(reader, topic())
    domain.choose_letters(user=reader, off=[KIND])
    data = people.export_my_data(reader)
    assert [(row["subject"], row["letters"]) for row in data["notices"]] == [(told.subject, ["waiting"])]
    assert [row["content_type__model"] for row in data["follows"]] == ["topic"]
    assert data["letters_switched_off"] == [KIND]
    people.erase_my_data(user=reader)
    assert [model.objects.count() for model in (Notice, Delivery, Follow, LettersOff)] == [0, 0, 0, 0]


def test_figures_of_the_outbox():
    notice(person())
    Delivery.objects.create(notice=notice(person(), SITE_ONLY), state=State.NOT_SENT, reason=Reason.CLOSED)
    assert queries.letters_by_state() == {"waiting": 1, "sent": 0, "not_sent": 1}
