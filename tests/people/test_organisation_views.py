"""Finding an organisation, asking to join, deciding about members."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tajryiba.people import domain
from tajryiba.people.enums import MemberState
from tajryiba.people.models import Membership
from tests.factories.people import EVERYBODY, make_organisation, membership, person

pytestmark = pytest.mark.django_db


def url(name: str, *args, language: str = "en") -> str:
    with translation.override(language):
        return reverse(name, args=args)


def post(client, name: str, *args, **data):
    return client.post(url(name, *args), data)


def test_find_and_ask_to_join(signed_in):
    organisation = make_organisation("Көк-Жар айыл өкмөтү")
    make_organisation("Башка", valid_to="2020-01-01")
    user = person()
    client = signed_in(user)
    page = client.get(url("account_organisations"), {"q": "кок жар"}).content.decode()
    assert "Көк-Жар айыл өкмөтү" in page
    for _ in range(2):
        assert post(client, "account_join", organisation.pk)["Location"] == url("account_organisations")
    assert user.memberships.get().state == MemberState.ASKED
    assert "Көк-Жар" in client.get(url("account_organisations")).content.decode()


@pytest.mark.parametrize("q", ["", "\x00", "%", "_", "'", "x" * 5000, "<script>alert(1)</script>", "кок" * 100])
def test_a_search_never_breaks(signed_in, q):
    make_organisation("Көк-Жар")
    response = signed_in(person()).get(url("account_organisations"), {"q": q, "page": "9999999999999999999999"})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_the_list_costs_the_same_for_many(signed_in, same_query_count):
    client = signed_in(person())
    same_query_count(
        lambda: client.get(url("account_organisations"), {"q": "test"}),
        lambda count: [make_organisation(f"Test {number}") for number in range(count)],
    )


def test_the_page_of_an_organisation_costs_the_same_for_many(signed_in, same_query_count):
    organisation = make_organisation()
    client = signed_in(person("manager", organisation=organisation))

    def grow(count):
        for _ in range(count):
            membership(person(), organisation, state=MemberState.ASKED)
            membership(person(), organisation)

    same_query_count(lambda: client.get(url("account_organisation", organisation.pk)), grow)


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_sees_the_members(signed_in, role):
    organisation = make_organisation()
    someone = person(role, organisation=organisation) if role in ("member", "manager") else person(role)
    client = Client() if role == "guest" else signed_in(someone)
    expected = {"guest": 302, "manager": 200, "client_admin": 200, "superuser": 200}.get(role, 403)
    assert client.get(url("account_organisation", organisation.pk)).status_code == expected


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize(
    ("decision", "state", "becomes"),
    [("admit", "asked", "active"), ("refuse", "asked", "refused"), ("remove", "active", "left")],
)
def test_who_decides_about_others(signed_in, role, decision, state, becomes):
    organisation = make_organisation()
    row = membership(person(), organisation, state=state)
    someone = person(role, organisation=organisation) if role in ("member", "manager") else person(role)
    client = Client() if role == "guest" else signed_in(someone)
    response = post(client, "account_membership", row.pk, decision)
    row.refresh_from_db()
    if role in ("manager", "client_admin", "superuser"):
        assert response["Location"] == url("account_organisation", organisation.pk)
        assert row.state == becomes
    else:
        assert response.status_code == (302 if role == "guest" else 404)
        assert row.state == state


def test_t14_one_does_not_admit_or_raise_oneself(signed_in):
    organisation = make_organisation()
    user = person()
    row = domain.join_organisation(user=user, organisation=organisation)
    client = signed_in(user)
    for decision in ("admit", "appoint", "refuse", "remove", "demote"):
        post(client, "account_membership", row.pk, decision, role="manager", state="active")
    post(client, "account_join", organisation.pk, role="manager", state="active")
    row.refresh_from_db()
    assert (row.state, row.role) == ("asked", "member")
    assert Membership.objects.count() == 1


def test_a_refusal_is_told(signed_in):
    manager = person("manager")
    response = signed_in(manager).post(url("account_membership", manager.memberships.get().pk, "leave"), follow=True)
    assert "only manager" in response.content.decode()
    assert manager.memberships.get().state == "active"


@pytest.mark.parametrize("pk", [0, 10**30, 99999999])
def test_numbers_that_are_nothing(signed_in, pk):
    client = signed_in(person())
    assert client.get(url("account_organisation", pk)).status_code == 404
    assert post(client, "account_join", pk).status_code == 404
    assert post(client, "account_membership", pk, "admit").status_code == 404


def test_a_decision_that_is_none(signed_in):
    user = person("manager")
    assert post(signed_in(user), "account_membership", user.memberships.get().pk, "explode").status_code == 404
