"""Following: at once, daily, weekly; each happening told to each follower once (T5), in every subscription (T6)."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from tajryiba.notify import domain, followables, following, kinds
from tajryiba.notify.enums import Frequency
from tajryiba.notify.models import Delivery, Follow, Happening, Notice, Told
from tajryiba.people.domain import erase_my_data
from tests.factories import practices
from tests.factories.people import person

pytestmark = pytest.mark.django_db

KIND = "tests.happened"
# A Wednesday; gathered messages leave at 8:00 of Bishkek, weekly ones on Mondays.
NOON = datetime(2026, 11, 18, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def _kind(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.register(kinds.Kind(KIND, subject="Happened: %(what)s", body="%(what)s"))


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def happen(*about, what: str = "x", but=()) -> Happening:
    return following.announce(KIND, about=about, facts={"what": what}, link="/ru/", key=what, but=but)


def notices(user) -> list[tuple[str, str]]:
    """(kind, body in Russian) of each, oldest first."""
    return [(row.kind, row.body) for row in Notice.objects.filter(user=user).order_by("pk")]


def gathered(user) -> list[str]:
    return [body for kind, body in notices(user) if kind == following.DIGEST]


# --- At once ---


def test_followers_at_once_are_told_once_by_notice_and_letter(clock):
    reader, other, topic = person(), person(), practices.topic()
    domain.follow(reader, topic)
    happen(topic)
    happen(topic)
    assert notices(reader) == [(KIND, "x")]
    assert notices(other) == []
    assert Delivery.objects.filter(notice__user=reader).count() == 1
    assert following.tell_gathered(NOON + timedelta(days=14)) == 0


def test_one_happening_about_two_followed_objects_is_one_message(clock):
    reader, topic, unit = person(), practices.topic(), practices.unit()
    domain.follow(reader, topic)
    domain.follow(reader, unit, Frequency.DAILY)
    happen(topic, unit, topic)
    assert notices(reader) == [(KIND, "x")]
    assert following.tell_gathered(NOON + timedelta(days=2)) == 0


def test_an_item_in_two_subscriptions_reaches_both(clock):
    first, second, topic, unit = person(), person(), practices.topic(), practices.unit()
    domain.follow(first, topic)
    domain.follow(second, unit)
    happen(topic, unit)
    assert notices(first) == notices(second) == [(KIND, "x")]


def test_who_unfollowed_or_closed_the_account_gets_nothing(clock):
    gone, closed, topic = person(), person(), practices.topic()
    for who in (gone, closed):
        domain.follow(who, topic, Frequency.DAILY)
    happen(topic)
    domain.unfollow(gone, topic)
    closed.is_active = False
    closed.save()
    assert following.tell_gathered(NOON + timedelta(days=1)) == 0


def test_who_was_told_otherwise_is_left_out(clock):
    owner, topic = person(), practices.topic()
    domain.follow(owner, topic, Frequency.DAILY)
    happen(topic, but=[owner.pk])
    assert following.tell_gathered(NOON + timedelta(days=1)) == 0


def test_a_kind_as_a_whole_is_followed_by_its_content_type(clock):
    reader, topic = person(), practices.topic()
    domain.follow(reader, ContentType.objects.get_for_model(topic))
    happen(topic, what="not this")
    happen(ContentType.objects.get_for_model(topic), what="this")
    assert notices(reader) == [(KIND, "this")]


def test_an_unknown_kind_is_a_fault():
    with pytest.raises(LookupError):
        following.announce("no.such", about=[], facts={}, link="", key="k")
    assert happen(what="about nothing").about.count() == 0


# --- Gathered ---


def test_daily_and_weekly_come_at_their_hour_and_once(clock):
    daily, weekly, topic = person(), person(), practices.topic()
    domain.follow(daily, topic, Frequency.DAILY)
    domain.follow(weekly, topic, Frequency.WEEKLY)
    happen(topic, what="one")
    happen(topic, what="two")
    assert following.tell_gathered(NOON + timedelta(hours=19)) == 0  # 7:00 of Thursday
    assert following.tell_gathered(NOON + timedelta(hours=20)) == 1
    assert following.tell_gathered(NOON + timedelta(hours=21)) == 0
    assert gathered(daily) == ["• Happened: one\n• Happened: two"]
    assert following.tell_gathered(NOON + timedelta(days=4, hours=20)) == 1  # Monday, 8:00
    assert gathered(weekly) == gathered(daily)
    assert following.tell_gathered(NOON + timedelta(days=30)) == 0


def test_a_job_that_did_not_run_for_a_week_loses_nothing(clock):
    reader, topic = person(), practices.topic()
    domain.follow(reader, topic, Frequency.DAILY)
    for day in range(7):
        clock.move_to(NOON + timedelta(days=day))
        happen(topic, what=f"day {day}")
    assert following.tell_gathered(NOON + timedelta(days=7)) == 1
    assert gathered(reader) == ["\n".join(f"• Happened: day {day}" for day in range(7))]


def test_what_comes_after_the_message_of_today_waits_for_tomorrow(clock):
    reader, topic = person(), practices.topic()
    domain.follow(reader, topic, Frequency.DAILY)
    happen(topic, what="one")
    assert following.tell_gathered(NOON + timedelta(days=1)) == 1
    clock.move_to(NOON - timedelta(hours=1))
    happen(topic, what="late")  # written with an earlier time, after the message has left
    assert following.tell_gathered(NOON + timedelta(days=1)) == 0
    assert following.tell_gathered(NOON + timedelta(days=2)) == 0  # it happened before the person followed


def test_nothing_of_before_one_followed(clock):
    reader, topic = person(), practices.topic()
    happen(topic, what="before")
    clock.shift(60)
    domain.follow(reader, topic, Frequency.DAILY)
    assert following.tell_gathered(NOON + timedelta(days=1)) == 0


def test_more_than_fits_comes_with_the_next_message(clock):
    reader, topic = person(), practices.topic()
    domain.follow(reader, topic, Frequency.DAILY)
    for number in range(following.ON_ONE + 3):
        happen(topic, what=f"{number}")
    assert [following.tell_gathered(NOON + timedelta(days=day)) for day in (1, 1, 2, 3)] == [1, 0, 1, 0]
    first, second = gathered(reader)
    assert (first.count("•"), second.count("•")) == (following.ON_ONE, 3)


def test_a_change_of_frequency_loses_and_repeats_nothing(clock):
    reader, topic = person(), practices.topic()
    domain.follow(reader, topic, Frequency.WEEKLY)
    happen(topic, what="one")
    domain.follow(reader, topic, Frequency.NOW)
    happen(topic, what="two")
    assert Follow.objects.get().frequency == Frequency.NOW
    assert following.tell_gathered(NOON + timedelta(days=1)) == 1
    assert gathered(reader) == ["• Happened: one"]
    assert following.tell_gathered(NOON + timedelta(days=30)) == 0


def test_lines_stand_in_the_readers_language(clock):
    reader, topic = person(), practices.topic()
    domain.follow(reader, topic, Frequency.DAILY)
    following.announce(KIND, about=[topic], facts={"what": {"ky": "суу", "ru": "вода"}}, link="/ky/", key="w")
    following.tell_gathered(NOON + timedelta(days=1))
    notice = Notice.objects.get(user=reader)
    assert (notice.body, notice.link) == ("• Happened: суу", "/ky/")


def test_erased_people_leave_nothing(clock):
    reader, topic = person(), practices.topic()
    domain.follow(reader, topic)
    happen(topic)
    erase_my_data(user=reader)
    assert not Told.objects.exists() and not Follow.objects.exists()


# --- Pages ---


def test_following_is_chosen_changed_and_ended_on_ones_own_page(signed_in):
    reader, topic = person(), practices.topic()
    client, url = signed_in(reader), reverse("account_follow", args=["topic", practices.topic().pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"frequency": "hourly"}).status_code == 200
    for frequency in ("weekly", "daily", "daily"):
        assert client.post(url, {"frequency": frequency}).status_code == 302
    assert Follow.objects.get().frequency == "daily"
    assert topic.name in client.get(reverse("account_follows")).content.decode()
    client.post(url, {"stop": "1"})
    assert not Follow.objects.exists()


def test_what_one_may_not_see_cannot_be_followed(signed_in, guest):
    client = signed_in(person())
    draft = practices.practice()
    for name, pk in (("practice", draft.pk), ("practice", 10**20), ("nothing", 1), ("topic", 999_999)):
        assert client.get(f"/ru/account/follows/{name}/{pk}/").status_code == 404
    assert guest.get(reverse("account_follow", args=["topic", practices.topic().pk])).status_code == 302


def test_the_list_costs_the_same_for_one_and_for_many(signed_in, same_query_count):
    reader = person()
    client = signed_in(reader)

    def grow(n):
        for _one in range(n):
            domain.follow(reader, practices.unit())

    same_query_count(lambda: client.get(reverse("account_follows")), grow, large=12)


def test_kinds_are_listed_by_their_names(signed_in):
    reader = person()
    kind = followables.named("kind").visible(reader).first()
    domain.follow(reader, kind)
    html = signed_in(reader).get(reverse("account_follows")).content.decode()
    assert followables.named("kind").title(kind) in html
