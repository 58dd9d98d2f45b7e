"""The profile of a municipality: facts with sources, unknown stays unknown, who enters them."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.reference.domain import merge_units, set_profile
from tajryiba.reference.models import Unit
from tajryiba.reference.profiles.domain import Fact
from tajryiba.reference.profiles.forms import ProfileForm
from tajryiba.reference.profiles.models import FACTS, UnitProfile
from tajryiba.reference.profiles.queries import UnitFacts, facts_of, shown_profile
from tests.factories.people import person
from tests.factories.reference import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(district):
    return UnitFactory(parent=district)


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.STAFF_MFA_REQUIRED = False


def entered(unit, **facts) -> UnitProfile:
    return set_profile(unit=unit, facts={name: Fact(value, "Паспорт", 2024) for name, value in facts.items()})


# --- The verb ---


def test_facts_are_kept_with_source_and_year_and_the_rest_stays(unit, heard):
    entered(unit, highland=True, staff=20)
    entered(unit, staff=25)
    profile = UnitProfile.objects.get()
    assert (profile.highland, profile.staff, profile.staff_source, profile.staff_year) == (True, 25, "Паспорт", 2024)
    assert (profile.border, profile.languages, profile.settlement) == (None, None, "")
    assert [event for event, _facts in heard] == ["unit_facts_changed"] * 2
    assert heard[0][1]["unit"] == unit


def test_the_event_names_what_changed_and_nothing_new_is_no_event(unit, heard):
    for _time in range(2):
        entered(unit, highland=False, languages=["ky", "ru"])
    assert [event.data["facts"] for event in Event.objects.filter(verb="reference.profile_set")] == [
        ["highland", "languages"]
    ]
    assert len(heard) == 1


@pytest.mark.parametrize(("name", "value"), [("highland", False), ("staff", 0), ("distance_km", 0)])
def test_no_and_zero_are_known(unit, name, value):
    assert entered(unit, **{name: value}).is_known(name)


def test_a_fact_becomes_unknown_again_with_its_source(unit):
    entered(unit, staff=20, languages=["ky"])
    set_profile(unit=unit, facts={"staff": Fact(None, "x", 2020), "languages": Fact([])})
    profile = UnitProfile.objects.get()
    assert (profile.staff, profile.staff_source, profile.staff_year, profile.languages) == (None, "", None, None)


@pytest.mark.parametrize(
    ("fact", "code"),
    [(Fact(5, " "), "no_source"), (Fact(5, "Отчёт", 2999), "wrong_year"), (Fact(5, "Отчёт", 1850), "wrong_year")],
)
def test_a_number_needs_a_source_and_a_year_that_has_come(unit, fact, code):
    with pytest.raises(DomainError) as refusal:
        set_profile(unit=unit, facts={"staff": fact})
    assert refusal.value.code == code


def test_only_a_municipality_that_has_not_ended_has_a_profile(unit, district, year_ago):
    with pytest.raises(DomainError) as refusal:
        entered(district, staff=5)
    assert refusal.value.code == "not_municipal"
    merge_units(units=[unit], successor=UnitFactory(parent=district), on=year_ago, act="Указ")
    unit.refresh_from_db()
    with pytest.raises(DomainError) as refusal:
        entered(unit, staff=5)
    assert refusal.value.code == "ended"


@pytest.mark.parametrize(
    ("name", "value"), [("staff", 5), ("settlement", "city"), ("highland", True), ("languages", ["ky"])]
)
def test_the_database_wants_a_source_too(unit, name, value):
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitProfile.objects.create(unit=unit, **{name: value})


# --- Reads ---


def test_the_register_itself_tells_a_city_and_the_rest_is_unknown(unit, district):
    city = UnitFactory(parent=district, kind="city", population=0)
    facts = facts_of(Unit.objects.all())
    assert facts[unit.pk] == UnitFacts(unit=unit.pk, settlement="aimak")
    assert facts[city.pk] == UnitFacts(unit=city.pk, settlement="city")
    assert district.pk not in facts
    entered(unit, settlement="suburban", languages=["ky"], highland=False)
    assert facts_of(Unit.objects.filter(pk=unit.pk)) == {
        unit.pk: UnitFacts(unit=unit.pk, settlement="suburban", languages=frozenset({"ky"}), highland=False)
    }


def test_facts_of_many_are_one_query(district, django_assert_num_queries):
    for _number in range(5):
        entered(UnitFactory(parent=district), staff=3)
    with django_assert_num_queries(1):
        assert len(facts_of(Unit.objects.all())) == 5


def test_the_page_shows_what_is_known_and_names_the_rest(unit, guest):
    entered(unit, highland=False, infrastructure=["water", "gas"], budget_som=38_600_000)
    with translation.override("en"):
        html = guest.get(unit.get_absolute_url()).content.decode()
        assert [fact.name for fact in shown_profile(unit) if fact.value is None] == [
            "settlement",
            "border",
            "distance_km",
            "staff",
            "languages",
        ]
    for piece in ("38.6\u00a0million\u00a0som (2024)", "Piped drinking water, Natural gas", "<dd>no (2024)", "Паспорт"):
        assert piece in html, piece
    assert "Kind of settlement; Border status" in html


# --- The form ---


def data(**values) -> dict:
    return {"common_source": "Паспорт", "common_year": "2024", **values}


def test_one_source_serves_all_that_have_none_of_their_own(unit):
    form = ProfileForm(
        data(population="6 840", budget_som="38 600 000", staff="20", staff_source="Штат", highland="no"), unit=unit
    )
    assert form.is_valid(), form.errors
    form.save(None)
    unit.refresh_from_db()
    profile = unit.profile
    assert (unit.population, unit.population_source, unit.population_year) == (6_840, "Паспорт", 2024)
    assert (profile.budget_som, profile.budget_som_year, profile.highland) == (38_600_000, 2024, False)
    assert (profile.staff, profile.staff_source, profile.staff_year) == (20, "Штат", None)
    assert profile.border is None


def test_saving_what_is_there_changes_nothing(unit):
    first = ProfileForm(data(population="6840", languages=["ky", "ru"], border="yes"), unit=unit)
    assert first.is_valid()
    first.save(None)
    before = Event.objects.count()
    unit.refresh_from_db()
    shown = ProfileForm(unit=unit).initial
    again = ProfileForm(
        {
            name: {True: "yes", False: "no", None: ""}.get(value, value) if not isinstance(value, list) else value
            for name, value in shown.items()
        },
        unit=unit,
    )
    assert again.is_valid(), again.errors
    again.save(None)
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"staff": "20", "common_source": ""}, "staff_source"),
        ({"population": "5", "common_source": ""}, "population_source"),
        ({"staff": "20", "common_year": "2099"}, "staff_year"),
        ({"staff": "-1"}, "staff"),
        ({"staff": "9" * 30}, "staff"),
        ({"distance_km": "много"}, "distance_km"),
        ({"languages": ["xx"]}, "languages"),
        ({"settlement": "xx"}, "settlement"),
        ({"highland": "maybe"}, "highland"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(unit, wrong, field):
    form = ProfileForm(data(**wrong), unit=unit)
    assert not form.is_valid()
    assert field in form.errors


def test_every_fact_has_its_row(unit):
    assert [row.value.name for row in ProfileForm(unit=unit).rows()] == ["population", *FACTS]


# --- The admin ---


def test_a_content_administrator_enters_a_profile_in_the_registers(signed_in, unit):
    staff = signed_in(person("content_admin"))
    address = reverse("wagtailsnippets_reference_unit:profile", args=[unit.pk])
    assert address in staff.get(reverse("wagtailsnippets_reference_unit:edit", args=[unit.pk])).content.decode()
    assert staff.get(address).status_code == 200
    assert staff.post(address, data(staff="20")).status_code == 302
    assert UnitProfile.objects.get().staff == 20


@pytest.mark.parametrize("role", ["editor", "client_admin", "analyst", "manager"])
def test_others_do_not(signed_in, unit, role):
    address = reverse("wagtailsnippets_reference_unit:profile", args=[unit.pk])
    assert signed_in(person(role)).post(address, data(staff="20")).status_code in (302, 403)
    assert not UnitProfile.objects.exists()
