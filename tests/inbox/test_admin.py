"""The list and the page of a case in the admin."""

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from tajryiba.inbox import domain, kinds
from tajryiba.inbox.models import Case
from tests.factories.inbox import KIND, case
from tests.factories.people import EVERYBODY, person

pytestmark = pytest.mark.django_db
SEE = {"content_admin", "client_admin", "editor", "analyst", "superuser"}
HANDLE = SEE - {"analyst"}


def in_russian(user):
    """The admin speaks the language that the person chose in it."""
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "ru"})
    return user


def page(opened: Case) -> str:
    return reverse("cases:case", args=[opened.pk])


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_opens_the_list_and_a_case(guest, signed_in, role):
    client = guest if role == "guest" else signed_in(person(role))
    for url in (reverse("cases:index"), reverse("cases:results"), page(case())):
        expected = 200 if role in SEE else 302 if role == "guest" else 403
        assert client.get(url).status_code == expected


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_reacts(guest, signed_in, role):
    client, opened = (guest if role == "guest" else signed_in(person(role))), case()
    client.post(page(opened), {"verb": "react", "react-text": "Жооп"})
    opened.refresh_from_db()
    assert opened.waits is (role not in HANDLE)


def test_no_case_and_no_such_verb(signed_in):
    client = signed_in(person("content_admin"))
    assert client.get(reverse("cases:case", args=[10**9])).status_code == 404
    assert client.get(reverse("cases:case", args=[2**63])).status_code == 404
    assert client.post(page(case()), {"verb": "burn"}).status_code == 404


def test_the_list_begins_with_what_is_late(signed_in):
    fresh, late = case(), case(late_by_hours=1)
    html = signed_in(in_russian(person("editor"))).get(reverse("cases:index")).content.decode()
    assert html.index(late.subject) < html.index(fresh.subject)
    assert "Ждут: 2, из них просрочено: 1" in html


def test_filters(signed_in, monkeypatch):
    monkeypatch.setattr(kinds, "_labels", {KIND: "Test"})
    editor = person("editor")
    mine, other, closed = case(), case(), case(kind="tests.other")
    domain.hand_over(mine, actor=editor, to=editor)
    domain.react(mine, actor=editor)
    domain.close_case(closed, actor=editor, reason="Спам")
    client = signed_in(editor)

    def found(query):
        html = client.get(reverse("cases:results") + query).content.decode()
        return {
            one
            for one in (mine, other, closed)
            if f">{one.subject}<" in " ".join(html.split()).replace("> ", ">").replace(" <", "<")
        }

    assert found("") == {mine, other, closed}
    assert found("?state=waiting") == {other}
    assert found("?state=open") == {mine, other}
    assert found("?state=closed") == {closed}
    assert found("?mine=true") == {mine}
    assert found(f"?kind={KIND}") == {mine, other}


def test_the_list_costs_the_same_whatever_its_length(signed_in, same_query_count):
    editor = person("editor")
    client = signed_in(editor)

    def grow(count):
        for _ in range(count):
            domain.hand_over(case(client=person()), actor=editor, to=person("editor"))

    same_query_count(lambda: client.get(reverse("cases:index")), grow, large=12)


def test_a_reply_goes_to_the_client_and_stops_the_clock(signed_in):
    editor, client = person("editor"), person()
    opened = case(client=client)
    response = signed_in(editor).post(page(opened), {"verb": "react", "react-text": "Жооп"}, follow=True)
    opened.refresh_from_db()
    assert opened.first_reaction_by == editor
    assert client.notices.get().body == "Жооп"
    assert "Жооп" in response.content.decode()


def test_handing_over_and_closing(signed_in):
    editor, other, opened = person("editor"), person("content_admin"), case()
    client = signed_in(in_russian(editor))
    client.post(page(opened), {"verb": "hand_over", "hand_over-to": other.pk, "hand_over-note": "Карачы"})
    opened.refresh_from_db()
    assert opened.assignee == other
    response = client.post(page(opened), {"verb": "close", "close-reason": ""})
    assert response.status_code == 200
    assert "Напишите, почему обращение закрывается." in response.content.decode()
    client.post(page(opened), {"verb": "close", "close-reason": "Спам"})
    opened.refresh_from_db()
    assert opened.close_reason == "Спам"
    assert "<form" not in client.get(page(opened)).content.decode().split("nice-padding", 1)[1].split("</main>")[0]


def test_a_form_that_lacks_something_keeps_what_was_typed(signed_in):
    opened = case()
    response = signed_in(person("editor")).post(page(opened), {"verb": "hand_over", "hand_over-note": "Карачы"})
    assert response.status_code == 200
    assert "Карачы" in response.content.decode()
    opened.refresh_from_db()
    assert opened.assignee is None


def test_a_person_without_the_role_is_no_choice(signed_in):
    opened, reader = case(), person()
    signed_in(person("editor")).post(page(opened), {"verb": "hand_over", "hand_over-to": reader.pk})
    opened.refresh_from_db()
    assert opened.assignee is None
