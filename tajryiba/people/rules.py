"""Who may do what. A predicate never trusts a flag that a form could set: roles are groups, membership is a row."""

import rules

from tajryiba.core import roles

from .enums import Category, MemberRole, MemberState

# Roles that enter the admin (wagtailadmin.access_admin by migration; the analyst reads the event log there).
ADMIN_ROLES = frozenset({roles.CONTENT_ADMIN, roles.CLIENT_ADMIN, roles.EDITOR, roles.ANALYST})


def has_role(user, *names: str) -> bool:
    """An active, signed-in person in one of the groups; a superuser has every role."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or not user.roles.isdisjoint(names)


@rules.predicate
def is_content_admin(user) -> bool:
    return has_role(user, roles.CONTENT_ADMIN)


@rules.predicate
def is_client_admin(user) -> bool:
    return has_role(user, roles.CLIENT_ADMIN)


@rules.predicate
def is_editor(user) -> bool:
    return has_role(user, roles.EDITOR)


@rules.predicate
def is_staff_role(user) -> bool:
    """Works in the admin."""
    return has_role(user, *ADMIN_ROLES)


def assignable_roles(user) -> frozenset[str]:
    """Roles that this person may hand out: the client-base administrator none that opens the admin."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if user.is_superuser:
        return frozenset(roles.ROLES)
    return frozenset(roles.ROLES) - ADMIN_ROLES if is_client_admin(user) else frozenset()


@rules.predicate
def may_edit_person(user, person) -> bool:
    """A superuser everybody; the client-base administrator those who do not work in the admin, and not themselves."""
    if not is_client_admin(user) or person is None or person.erased_at:
        return False
    if user.is_superuser:
        return True
    return user.pk != person.pk and not person.is_superuser and person.roles.isdisjoint(ADMIN_ROLES)


def _active_membership(user, organisation, **filters) -> bool:
    if organisation is None or not user.is_authenticated or not user.is_active:
        return False
    return organisation.memberships.filter(user_id=user.pk, state=MemberState.ACTIVE, **filters).exists()


@rules.predicate
def is_member(user, organisation) -> bool:
    """Admitted and still there, manager or not."""
    return _active_membership(user, organisation)


@rules.predicate
def is_manager(user, organisation) -> bool:
    """Speaks for the organisation."""
    return _active_membership(user, organisation, role=MemberRole.MANAGER)


@rules.predicate
def is_own_membership(user, membership) -> bool:
    return membership is not None and user.is_authenticated and membership.user_id == user.pk


@rules.predicate
def manages_membership(user, membership) -> bool:
    """Manager of the organisation of this membership, but not the person whom it is about."""
    return membership is not None and membership.user_id != user.pk and is_manager(user, membership.organisation)


@rules.predicate
def is_plain_member(user, membership) -> bool:
    """The membership (not the user) is an ordinary one: a manager cannot be put out by another manager."""
    return membership is not None and membership.role == MemberRole.MEMBER


def units_kept_by(user):
    """Municipalities of today whose profile this person may enter, as the manager of their body."""
    if not user.is_authenticated or not user.is_active:
        return []
    rows = user.memberships.filter(
        state=MemberState.ACTIVE,
        role=MemberRole.MANAGER,
        organisation__category=Category.LSG,
        organisation__valid_to=None,
        organisation__unit__isnull=False,
    ).select_related("organisation__unit")
    units = [unit for row in rows for unit in row.organisation.unit.current_successors() if unit.is_municipality]
    return list({unit.pk: unit for unit in units}.values())


@rules.predicate
def keeps_unit(user, unit) -> bool:
    return unit is not None and unit in units_kept_by(user)


@rules.predicate
def is_person(user) -> bool:
    return user.is_authenticated and user.is_active


admits = is_client_admin | manages_membership

rules.add_perm("people.join_organisation", is_person)
rules.add_perm("people.view_requests", is_client_admin | is_manager)
rules.add_perm("people.see_membership", is_client_admin | is_own_membership | manages_membership)
rules.add_perm("people.admit_member", admits)
rules.add_perm("people.refuse_member", admits)
rules.add_perm("people.appoint_manager", admits)
rules.add_perm("people.leave_organisation", is_own_membership)
rules.add_perm("people.remove_member", is_client_admin | (manages_membership & is_plain_member))
rules.add_perm("people.succeed_organisation", is_client_admin)
rules.add_perm("people.rename_organisation", is_client_admin)
rules.add_perm("people.create_organisation", is_client_admin)
rules.add_perm("people.create_person", is_client_admin)
rules.add_perm("people.edit_person", may_edit_person)
rules.add_perm("people.keep_unit_profile", keeps_unit)
