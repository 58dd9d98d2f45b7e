"""Organisations keep their history: names, successions, lineage; nothing is repointed."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tajryiba.audit.models import Event
from tajryiba.core import hooks
from tajryiba.core.errors import DomainError
from tajryiba.people import domain, queries
from tajryiba.people.enums import MemberRole, MemberState
from tajryiba.people.models import Organisation, OrganisationName, OrganisationSuccession
from tajryiba.people.rules import is_manager, is_member
from tests.factories.people import EVERYBODY, make_organisation, membership, person
from tests.factories.reference import UnitFactory

pytestmark = pytest.mark.django_db

ON = date(2025, 1, 1)


@pytest.fixture
def clerk():
    return person("client_admin")


def create(clerk, ky="Ак-Чий айыл өкмөтү", **fields):
    return domain.create_organisation(names={"ky": ky, "ru": ""}, category="lsg", by=clerk, **fields)


def succeed(clerk, predecessors, successors, on=ON):
    domain.succeed_organisation(predecessors=predecessors, successors=successors, on=on, act="Указ", by=clerk)


def test_create(clerk):
    unit = UnitFactory()
    organisation = create(clerk, "  Ак-Чий   айыл өкмөтү ", unit=unit, valid_from=ON)
    organisation.refresh_from_db()
    assert (organisation.name_ky, organisation.name_ru, organisation.unit) == ("Ак-Чий айыл өкмөтү", "", unit)
    assert organisation.sort_ru == organisation.sort_ky != ""
    assert list(organisation.names.values_list("name_ky", "valid_from", "valid_to")) == [
        ("Ак-Чий айыл өкмөтү", ON, None)
    ]
    assert Event.objects.get(verb="people.organisation_created").organisation_id == organisation.pk


def test_a_name_is_needed(clerk):
    with pytest.raises(DomainError) as refusal:
        create(clerk, "   ")
    assert refusal.value.code == "no_name"


def test_only_the_client_admin_keeps_the_register():
    organisation, other = make_organisation(), make_organisation()
    for role in EVERYBODY:
        by = person(role, organisation=organisation) if role in ("member", "manager") else person(role)
        if role in ("client_admin", "superuser"):
            continue
        for verb in (
            lambda by=by: create(by),
            lambda by=by: domain.rename_organisation(organisation=organisation, names={"ky": "Жаңы"}, on=ON, by=by),
            lambda by=by: succeed(by, [organisation], [other]),
        ):
            with pytest.raises(DomainError) as refusal:
                verb()
            assert refusal.value.code == "forbidden"


def test_rename_keeps_the_former_name(clerk):
    organisation = create(clerk, "Көк-Жар", valid_from=date(2020, 1, 1))
    domain.rename_organisation(organisation=organisation, names={"ky": "Үч-Коргон"}, on=ON, act="№ 1", by=clerk)
    organisation.refresh_from_db()
    assert organisation.name_ky == "Үч-Коргон"
    assert list(organisation.names.values_list("name_ky", "valid_from", "valid_to", "act")) == [
        ("Үч-Коргон", ON, None, "№ 1"),
        ("Көк-Жар", date(2020, 1, 1), date(2024, 12, 31), ""),
    ]


@pytest.mark.parametrize("typed", ["Көк-Жар", "кок жар", "КОК", "уч-коргон", "Коргон уч"])
def test_an_organisation_is_found_by_every_name_as_people_type_it(clerk, typed):
    organisation = create(clerk, "Көк-Жар")
    domain.rename_organisation(organisation=organisation, names={"ky": "Үч-Коргон"}, on=ON, by=clerk)
    create(clerk, "Башка")
    assert list(Organisation.objects.matching(typed)) == [organisation]


def test_rename_refuses_a_day_that_is_too_early_and_an_ended_organisation(clerk):
    organisation = create(clerk, valid_from=ON)
    with pytest.raises(DomainError) as refusal:
        domain.rename_organisation(organisation=organisation, names={"ky": "Жаңы"}, on=ON, by=clerk)
    assert refusal.value.code == "too_early"
    ended = make_organisation(valid_to=ON)
    with pytest.raises(DomainError) as refusal:
        domain.rename_organisation(organisation=ended, names={"ky": "Жаңы"}, on=date(2026, 1, 1), by=clerk)
    assert refusal.value.code == "ended"


def test_organisations_sort_by_the_kyrgyz_alphabet(clerk):
    for name in ("Үч", "Учкун", "Өзгөн", "Ош", "Нарын"):
        create(clerk, name)
    assert [row.name_ky for row in Organisation.objects.by_name()] == ["Нарын", "Ош", "Өзгөн", "Учкун", "Үч"]


# --- Successions ---


def test_a_merger_moves_members_and_keeps_rows(clerk):
    old, other, new = make_organisation(), make_organisation(), make_organisation()
    manager, member = person("manager", organisation=old), person("member", organisation=old)
    waiting = person()
    domain.join_organisation(user=waiting, organisation=other)
    succeed(clerk, [old, other], [new])
    for row in (old, other):
        row.refresh_from_db()
        assert row.valid_to == ON
    assert set(OrganisationSuccession.objects.values_list("predecessor", "successor", "since", "act")) == {
        (old.pk, new.pk, ON, "Указ"),
        (other.pk, new.pk, ON, "Указ"),
    }
    assert is_manager(manager, new)
    assert is_member(member, new)
    assert not is_manager(member, new)
    assert not is_member(waiting, new)
    assert waiting.memberships.get(organisation=new).state == MemberState.ASKED
    assert manager.memberships.get(organisation=old).state == MemberState.LEFT
    assert Event.objects.filter(verb="people.organisation_succeeded").count() == 2


def test_t14_a_merger_does_not_take_the_successor_from_its_manager(clerk):
    old, new = make_organisation(), make_organisation()
    newcomer, own = person("manager", organisation=old), person("manager", organisation=new)
    succeed(clerk, [old], [new])
    assert is_manager(own, new)
    assert is_member(newcomer, new)
    assert not is_manager(newcomer, new)


def test_somebody_in_both_is_there_once(clerk):
    old, new = make_organisation(), make_organisation()
    both = person("member", organisation=old)
    membership(both, new, state=MemberState.ASKED)
    succeed(clerk, [old], [new])
    assert list(both.memberships.filter(organisation=new).values_list("state", "role")) == [
        (MemberState.ACTIVE, MemberRole.MEMBER)
    ]


def test_a_split_leaves_members_until_somebody_decides(clerk):
    old, one, two = make_organisation(), make_organisation(), make_organisation()
    member = person("member", organisation=old)
    succeed(clerk, [old], [one, two])
    assert list(member.memberships.values_list("organisation", "state")) == [(old.pk, MemberState.ACTIVE)]
    assert old.successions.count() == 2


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("itself", "itself"),
        ("ended", "ended"),
        ("successor_ended", "ended"),
        ("early", "too_early"),
        ("nothing", "incomplete"),
    ],
)
def test_a_succession_that_cannot_be(clerk, case, code):
    old, new = make_organisation(valid_from=date(2024, 1, 1)), make_organisation()
    ended = make_organisation(valid_to=date(2023, 1, 1))
    arguments = {
        "itself": ([old], [old]),
        "ended": ([ended], [new]),
        "successor_ended": ([old], [ended]),
        "early": ([old], [new], date(2023, 1, 1)),
        "nothing": ([old], []),
    }[case]
    with pytest.raises(DomainError) as refusal:
        succeed(clerk, *arguments)
    assert refusal.value.code == code
    assert not OrganisationSuccession.objects.exists()


def test_lineage_reaches_everything_that_was_merged(clerk, django_assert_num_queries):
    a, b, c, d = (make_organisation() for _ in range(4))
    succeed(clerk, [a], [b])
    succeed(clerk, [b, c], [d])
    with django_assert_num_queries(1):
        assert queries.lineage(d) == sorted([a.pk, b.pk, c.pk, d.pk])
    assert queries.lineage(a) == [a.pk]


def test_a_merged_unit_leaves_an_event_for_its_bodies(clerk):
    unit, other = UnitFactory(), UnitFactory()
    body = make_organisation(unit=unit)
    make_organisation(unit=other)
    make_organisation(unit=unit, valid_to=ON)
    hooks.call("unit_merged", units=[unit], successors=[other], actor=clerk)
    event = Event.objects.get(verb="people.organisation_unit_merged")
    assert (event.organisation_id, event.unit_id, event.actor_id) == (body.pk, unit.pk, clerk.pk)
    body.refresh_from_db()
    assert body.unit == unit


# --- Constraints ---


def test_the_database_wants_a_name():
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(category="lsg", sort_ky="", sort_ru="", sort_en="", folded_names="")


def test_the_database_keeps_one_present_name():
    organisation = make_organisation()
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationName.objects.create(organisation=organisation, name_ky="Экинчи")


def test_the_database_refuses_dates_in_the_wrong_order():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_organisation(valid_from=date(2025, 1, 2), valid_to=ON)


def test_the_database_refuses_a_succession_to_itself():
    organisation = make_organisation()
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationSuccession.objects.create(predecessor=organisation, successor=organisation, since=ON)
