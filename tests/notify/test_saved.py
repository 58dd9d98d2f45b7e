"""Saved searches: told of what is new, once each, and nobody learns what others look for."""

import pytest
from django.urls import reverse

from tajryiba.core.errors import DomainError
from tajryiba.notify import followables, saved
from tajryiba.notify.domain import unfollow
from tajryiba.notify.models import Notice, SavedSearch
from tajryiba.practices.domain import publish_text
from tests.factories import practices as make
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def published(title: str):
    practice = make.practice()
    publish_text(text=make.text(practice, "ru", title=title, summary="Коротко.", problem="", solution=""))
    return practice


def save(user, query: str = "мост", kind: str = "", frequency: str = "now") -> SavedSearch:
    return saved.save_search(user=user, query=query, kind=kind, frequency=frequency)


def told(user) -> list[str]:
    return [notice.facts["title"]["ru"] for notice in Notice.objects.filter(user=user, kind=saved.FOUND).order_by("pk")]


def test_only_what_came_after_is_told_and_once():
    published("Старый мост")
    reader = person()
    save(reader)
    assert saved.look_again() == 0
    published("Новый мост через реку")
    assert saved.look_again() == 1
    assert saved.look_again() == 0
    assert told(reader) == ["Новый мост через реку"]


def test_a_draft_is_not_told():
    reader = person()
    save(reader)
    make.text(make.practice(), "ru", title="Мост в черновике")
    assert saved.look_again() == 0


def test_a_search_narrowed_to_one_kind():
    reader = person()
    save(reader, kind="topic")
    published("Мост")
    assert saved.look_again() == 0


def test_the_same_question_of_two_people_is_one_row_and_each_is_told():
    one, other = person(), person()
    assert save(one) == save(other, query="  мост ")
    published("Мост")
    saved.look_again()
    assert told(one) == told(other) == ["Мост"]


def test_who_stopped_is_told_no_more_and_what_came_meanwhile_is_no_news():
    reader = person()
    row = save(reader)
    unfollow(reader, row)
    published("Мост")
    assert saved.look_again() == 0
    save(reader)
    assert saved.look_again() == 0


@pytest.mark.parametrize(("query", "kind"), [("  ", ""), ("мост", "secrets")])
def test_what_cannot_be_saved(query, kind):
    with pytest.raises(DomainError) as refusal:
        save(person(), query, kind)
    assert refusal.value.code == "empty"


def test_searches_have_a_number(monkeypatch):
    monkeypatch.setattr(saved, "MOST", 1)
    reader = person()
    save(reader)
    save(reader, frequency="daily")  # the same again
    with pytest.raises(DomainError) as refusal:
        save(reader, "школа")
    assert refusal.value.code == "too_many"


def test_nobody_opens_what_others_look_for(client):
    row = save(person())
    client.force_login(person())
    assert client.get(reverse("account_follow", args=["search", row.pk])).status_code == 404
    assert list(followables.named("search").visible(person())) == []


def test_from_the_page_of_the_search_to_the_list(client):
    reader = person()
    client.force_login(reader)
    address = reverse("account_follow_search")
    assert 'value="таза суу"' in client.get(address, {"q": "таза суу", "kind": "practice"}).content.decode()
    asked = {"query": "таза суу", "kind": "practice", "frequency": "weekly"}
    response = client.post(address, asked)
    assert (response.status_code, response["Location"]) == (302, reverse("account_follows"))
    assert "таза суу" in client.get(reverse("account_follows")).content.decode()
    assert client.post(address, {**asked, "kind": "secrets"}).status_code == 200
    assert SavedSearch.objects.count() == 1


@pytest.mark.parametrize("found", [True, False])
def test_the_page_of_the_search_offers_it(client, found):
    if found:
        published("Мост")
    assert reverse("account_follow_search") in client.get(reverse("search"), {"q": "мост"}).content.decode()
