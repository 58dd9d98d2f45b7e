"""Roles, and the agreement of what lists show with what one may see."""

import pytest
from django.contrib.auth.models import Group, Permission

from tajryiba.core.roles import ROLES
from tajryiba.people import rules
from tajryiba.people.enums import MemberState
from tajryiba.people.models import Membership
from tests.factories.people import EVERYBODY, make_organisation, membership, person

pytestmark = pytest.mark.django_db


def test_the_roles_are_seeded():
    assert set(Group.objects.values_list("name", flat=True)) >= set(ROLES)


@pytest.mark.parametrize(
    ("predicate", "who"),
    [
        (rules.is_content_admin, {"content_admin", "superuser"}),
        (rules.is_client_admin, {"client_admin", "superuser"}),
        (rules.is_editor, {"editor", "superuser"}),
        (rules.is_staff_role, {"content_admin", "client_admin", "editor", "analyst", "superuser"}),
    ],
)
def test_role_predicates(predicate, who):
    assert {role for role in EVERYBODY if predicate(person(role))} == who
    assert not any(predicate(person(role, is_active=False)) for role in EVERYBODY if role != "guest")


def test_who_enters_the_admin():
    assert {role for role in EVERYBODY if person(role).has_perm("wagtailadmin.access_admin")} == {
        "content_admin",
        "client_admin",
        "editor",
        "analyst",
        "superuser",
    }


def test_who_manages_people():
    for role in EVERYBODY:
        someone = person(role)
        expected = role in ("client_admin", "superuser")
        assert someone.has_perm("people.change_user") == expected
        assert someone.has_perm("people.change_organisation") == expected
        assert someone.has_perm("people.delete_user") == (role == "superuser")
        assert someone.has_perm("people.change_consenttext") == (role == "superuser")
    assert not Permission.objects.filter(group__isnull=False, codename__in=["change_group", "add_group"]).exists()


def test_member_and_manager_are_of_one_organisation():
    here, elsewhere = make_organisation(), make_organisation()
    manager, member = person("manager", organisation=here), person("member", organisation=here)
    assert rules.is_manager(manager, here)
    assert rules.is_member(manager, here)
    assert rules.is_member(member, here)
    assert not rules.is_manager(member, here)
    assert not rules.is_member(manager, elsewhere)
    assert not rules.is_manager(person("superuser"), here)
    assert not rules.is_member(person("guest"), here)


def test_lists_and_pages_agree_about_memberships():
    here, elsewhere = make_organisation(), make_organisation()
    people = {
        role: person(role, organisation=here) if role in ("member", "manager") else person(role) for role in EVERYBODY
    }
    for organisation in (here, elsewhere):
        for state in MemberState.values:
            membership(person(), organisation, state=state)
    membership(people["reader"], elsewhere, state=MemberState.ASKED)
    for role, someone in people.items():
        listed = set(Membership.objects.visible_to(someone))
        seen = {row for row in Membership.objects.all() if someone.has_perm("people.see_membership", row)}
        assert listed == seen, role


def test_the_rules_know_what_an_editor_may_touch():
    client_admin, superuser = person("client_admin"), person("superuser")
    touchable = {role for role in EVERYBODY if role != "guest" and rules.may_edit_person(client_admin, person(role))}
    assert touchable == set(EVERYBODY) - {"guest", "content_admin", "client_admin", "editor", "analyst", "superuser"}
    assert not rules.may_edit_person(client_admin, client_admin)
    assert rules.may_edit_person(superuser, client_admin)
    assert rules.assignable_roles(client_admin) == {"expert", "state_rep", "jury", "coordinator"}
    assert rules.assignable_roles(person("content_admin")) == frozenset()
    assert rules.assignable_roles(person("guest")) == frozenset()
