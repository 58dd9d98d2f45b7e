"""Who belongs to which organisation. T14: nobody takes an organisation over by joining it."""

import pytest
from django.db import IntegrityError, transaction

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.people import domain
from tajryiba.people.enums import MemberRole, MemberState
from tajryiba.people.models import Membership
from tajryiba.people.rules import is_manager, is_member
from tests.factories.people import EVERYBODY, make_organisation, membership, person

pytestmark = pytest.mark.django_db


def refused(code: str, verb, **arguments) -> None:
    """The verb refuses with this code and changes no membership."""
    before = list(Membership.objects.order_by("pk").values())
    with pytest.raises(DomainError) as refusal:
        verb(**arguments)
    assert refusal.value.code == code
    assert str(refusal.value)
    assert list(Membership.objects.order_by("pk").values()) == before


@pytest.fixture
def organisation():
    return make_organisation()


@pytest.fixture
def manager(organisation):
    return person("manager", organisation=organisation)


def test_t14_asking_gives_nothing(organisation, manager):
    stranger = person()
    asked = domain.join_organisation(user=stranger, organisation=organisation)
    assert (asked.role, asked.state) == (MemberRole.MEMBER, MemberState.ASKED)
    assert not is_member(stranger, organisation)
    assert not is_manager(stranger, organisation)
    refused("forbidden", domain.admit_member, membership=asked, by=stranger)
    refused("forbidden", domain.appoint_manager, membership=asked, by=stranger)


def test_t14_even_an_organisation_without_a_manager_is_not_taken_over(organisation):
    first, second = person(), person()
    asked = domain.join_organisation(user=first, organisation=organisation)
    domain.join_organisation(user=second, organisation=organisation)
    refused("forbidden", domain.admit_member, membership=asked, by=second)
    admitted = domain.admit_member(membership=asked, by=person("client_admin"))
    assert (admitted.role, admitted.state) == (MemberRole.MEMBER, MemberState.ACTIVE)
    assert is_member(first, organisation)
    assert not is_manager(first, organisation)


def test_t14_a_member_cannot_raise_themselves_or_put_the_manager_out(organisation, manager):
    member = person("member", organisation=organisation)
    own, of_manager = member.memberships.get(), manager.memberships.get()
    refused("forbidden", domain.appoint_manager, membership=own, by=member)
    refused("forbidden", domain.remove_member, membership=of_manager, by=member)
    refused("forbidden", domain.demote_manager, membership=of_manager, by=member)
    refused("forbidden", domain.leave_organisation, membership=of_manager, by=member)


def test_t14_a_manager_cannot_put_another_manager_out(organisation, manager):
    second = person("manager", organisation=organisation)
    refused("forbidden", domain.remove_member, membership=manager.memberships.get(), by=second)
    refused("forbidden", domain.demote_manager, membership=manager.memberships.get(), by=second)


def test_a_manager_of_elsewhere_decides_nothing(organisation, manager):
    elsewhere = person("manager")
    asked = domain.join_organisation(user=person(), organisation=organisation)
    refused("forbidden", domain.admit_member, membership=asked, by=elsewhere)
    refused("forbidden", domain.refuse_member, membership=asked, by=elsewhere)


def test_only_a_manager_and_the_client_admin_admit(organisation, manager):
    may = {}
    for role in EVERYBODY:
        asked = membership(person(), organisation, state=MemberState.ASKED)
        judge = manager if role == "manager" else person(role)
        try:
            with transaction.atomic():
                domain.admit_member(membership=asked, by=judge)
            may[role] = True
        except DomainError as refusal:
            assert refusal.code == "forbidden"
    assert set(may) == {"manager", "client_admin", "superuser"}


def test_a_manager_admits(organisation, manager):
    asked = domain.join_organisation(user=person(), organisation=organisation)
    admitted = domain.admit_member(membership=asked, by=manager)
    assert (admitted.state, admitted.role, admitted.admitted_by) == (MemberState.ACTIVE, MemberRole.MEMBER, manager)
    assert admitted.decided_at is not None
    event = Event.objects.get(verb="people.member_admitted")
    assert (event.actor_id, event.organisation_id, event.object_id) == (manager.pk, organisation.pk, str(admitted.pk))
    refused("already_decided", domain.admit_member, membership=asked, by=manager)
    refused("already_decided", domain.refuse_member, membership=asked, by=manager)


def test_a_refused_person_may_ask_again(organisation, manager):
    user = person()
    asked = domain.join_organisation(user=user, organisation=organisation)
    assert domain.refuse_member(membership=asked, by=manager).state == MemberState.REFUSED
    again = domain.join_organisation(user=user, organisation=organisation)
    assert again.pk != asked.pk
    assert again.state == MemberState.ASKED


def test_t10_asking_twice_makes_one_request(organisation):
    user = person()
    first = domain.join_organisation(user=user, organisation=organisation)
    assert domain.join_organisation(user=user, organisation=organisation).pk == first.pk
    assert Event.objects.filter(verb="people.membership_asked").count() == 1


def test_a_guest_and_a_closed_account_do_not_join(organisation):
    refused("forbidden", domain.join_organisation, user=person("guest"), organisation=organisation)
    refused("forbidden", domain.join_organisation, user=person(is_active=False), organisation=organisation)


def test_nobody_joins_what_has_ended():
    ended = make_organisation(valid_to="2024-01-01")
    refused("ended", domain.join_organisation, user=person(), organisation=ended)


def test_an_invitation_counts_once_it_is_accepted(organisation):
    client_admin, user = person("client_admin"), person()
    invited = domain.invite_member(organisation=organisation, user=user, by=client_admin, role=MemberRole.MANAGER)
    assert invited.state == MemberState.INVITED
    assert not is_manager(user, organisation)
    refused("not_accepted", domain.admit_member, membership=invited, by=client_admin)
    accepted = domain.join_organisation(user=user, organisation=organisation)
    assert (accepted.pk, accepted.state, accepted.role) == (invited.pk, MemberState.ACTIVE, MemberRole.MANAGER)
    assert is_manager(user, organisation)


def test_an_invitation_of_somebody_who_waits_admits(organisation):
    user = person()
    asked = domain.join_organisation(user=user, organisation=organisation)
    invited = domain.invite_member(organisation=organisation, user=user, by=person("client_admin"))
    assert (invited.pk, invited.state) == (asked.pk, MemberState.ACTIVE)


def test_only_staff_invite(organisation, manager):
    refused("forbidden", domain.invite_member, organisation=organisation, user=person(), by=manager)


def test_appoint_needs_an_active_member(organisation, manager):
    asked = domain.join_organisation(user=person(), organisation=organisation)
    refused("not_active", domain.appoint_manager, membership=asked, by=manager)


def test_appoint_twice_is_once(organisation, manager):
    own = person("member", organisation=organisation).memberships.get()
    domain.appoint_manager(membership=own, by=manager)
    domain.appoint_manager(membership=own, by=manager)
    own.refresh_from_db()
    assert own.role == MemberRole.MANAGER
    assert Event.objects.filter(verb="people.manager_appointed").count() == 1


def test_the_last_manager_neither_leaves_nor_steps_down(organisation, manager):
    own = manager.memberships.get()
    refused("last_manager", domain.leave_organisation, membership=own, by=manager)
    refused("last_manager", domain.demote_manager, membership=own, by=manager)
    person("manager", organisation=organisation)
    assert domain.demote_manager(membership=own, by=manager).role == MemberRole.MEMBER
    assert domain.leave_organisation(membership=own, by=manager).state == MemberState.LEFT


def test_a_manager_whose_account_is_closed_does_not_count(organisation, manager):
    person("manager", organisation=organisation, is_active=False)
    refused("last_manager", domain.leave_organisation, membership=manager.memberships.get(), by=manager)


def test_the_client_admin_removes_the_last_manager_and_it_is_told(organisation, manager):
    domain.remove_member(membership=manager.memberships.get(), by=person("client_admin"))
    assert not is_manager(manager, organisation)
    assert Event.objects.get(verb="people.member_removed").data == {"role": "manager", "by_staff": True}
    assert Event.objects.get(verb="people.organisation_without_manager").organisation_id == organisation.pk


def test_a_manager_removes_a_member(organisation, manager):
    member = person("member", organisation=organisation)
    domain.remove_member(membership=member.memberships.get(), by=manager)
    assert not is_member(member, organisation)
    refused("already_decided", domain.remove_member, membership=member.memberships.get(), by=manager)


def test_a_request_can_be_taken_back(organisation):
    user = person()
    asked = domain.join_organisation(user=user, organisation=organisation)
    assert domain.leave_organisation(membership=asked, by=user).state == MemberState.LEFT


@pytest.mark.parametrize(
    "fields",
    [
        {"state": MemberState.ASKED},
        {"state": MemberState.ACTIVE},
        {"state": MemberState.INVITED},
    ],
)
def test_the_database_keeps_one_open_membership(organisation, fields):
    user = person("member", organisation=organisation)
    with pytest.raises(IntegrityError), transaction.atomic():
        membership(user, organisation, **fields)
    membership(user, organisation, state=MemberState.LEFT)
    membership(user, organisation, state=MemberState.REFUSED)


def test_the_database_knows_no_manager_who_only_asked(organisation):
    with pytest.raises(IntegrityError), transaction.atomic():
        membership(person(), organisation, role=MemberRole.MANAGER, state=MemberState.ASKED)


def test_the_database_knows_no_active_member_without_a_decision(organisation):
    with pytest.raises(IntegrityError), transaction.atomic():
        membership(person(), organisation, decided_at=None)
