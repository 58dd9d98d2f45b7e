"""A manager enters the profile of their own municipality, and of no other."""

import pytest

from tajryiba.people.enums import MemberState
from tajryiba.reference.domain import merge_units
from tajryiba.reference.profiles.models import UnitProfile
from tests.factories.people import EVERYBODY, make_organisation, membership, person
from tests.factories.reference import DistrictFactory, UnitFactory

pytestmark = pytest.mark.django_db

DATA = {"common_source": "Паспорт", "common_year": "2024", "staff": "20", "highland": "yes"}


@pytest.fixture
def unit(db):
    return UnitFactory(parent=DistrictFactory())


@pytest.fixture
def body(unit):
    return make_organisation(unit=unit)


def address(unit) -> str:
    return f"/ru/account/municipality/{unit.pk}/profile/"


def test_a_manager_enters_the_profile_and_everybody_reads_it(signed_in, guest, unit, body):
    manager = signed_in(person("manager", organisation=body))
    assert address(unit) in manager.get("/ru/account/").content.decode()
    assert manager.get(address(unit)).status_code == 200
    response = manager.post(address(unit), DATA)
    assert (response.status_code, UnitProfile.objects.get().staff) == (302, 20)
    assert "Паспорт" in guest.get(response["Location"]).content.decode()


def test_a_fault_loses_nothing_of_what_was_typed(signed_in, unit, body):
    html = signed_in(person("manager", organisation=body)).post(
        address(unit), {"staff": "20", "budget_som": "38 600 000 сом"}
    )
    assert html.status_code == 200
    assert "38 600 000 сом" in html.content.decode()
    assert not UnitProfile.objects.exists()


@pytest.mark.parametrize("role", [role for role in EVERYBODY if role != "superuser"])
def test_nobody_else_may(signed_in, guest, unit, role):
    client = guest if role == "guest" else signed_in(person(role))
    for verb in (client.get, client.post):
        response = verb(address(unit), DATA)
        assert response.status_code == (302 if role == "guest" else 404)
    assert not UnitProfile.objects.exists()


def test_a_member_is_no_manager_and_a_firm_is_no_municipality(signed_in, unit, body):
    firm = make_organisation(unit=unit, category="business")
    former = person()
    membership(former, body, role="manager", state=MemberState.LEFT)
    for user in (person("member", organisation=body), person("manager", organisation=firm), former):
        client = signed_in(user)
        assert client.post(address(unit), DATA).status_code == 404
        assert address(unit) not in client.get("/ru/account/").content.decode()


def test_a_manager_of_one_municipality_learns_nothing_of_another(signed_in, unit, body):
    client = signed_in(person("manager", organisation=body))
    other = UnitFactory(parent=unit.parent)
    for path in (
        address(other),
        "/ru/account/municipality/99999/profile/",
        address(unit).replace(str(unit.pk), "9" * 40),
    ):
        assert client.get(path).status_code == 404


def test_after_a_merger_the_successor_is_kept(signed_in, unit, body):
    successor = UnitFactory(parent=unit.parent)
    client = signed_in(person("manager", organisation=body))
    merge_units(units=[unit], successor=successor, on="2025-01-01", act="Указ")
    assert client.get(address(unit)).status_code == 404
    assert client.post(address(successor), DATA).status_code == 302


def test_the_manager_of_an_ended_body_keeps_nothing(signed_in, unit, body):
    user = person("manager", organisation=body)
    body.valid_to = "2025-01-01"
    body.save()
    assert signed_in(user).get(address(unit)).status_code == 404
