"""Who belongs to which organisation. Asking gives nothing, nobody becomes manager by joining (test T14)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit import domain as audit
from tajryiba.core.errors import DomainError

from ..enums import MEMBER_TRANSITIONS, MemberRole, MemberState
from ..models import Membership, Organisation, User
from ..rules import is_client_admin
from ._shared import require


def _lock(membership: Membership) -> Membership:
    """The fresh row, with its organisation locked so that two people cannot decide about its last manager at once."""
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    return Membership.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=membership.pk)


def _move(membership: Membership, state: str) -> None:
    if state not in MEMBER_TRANSITIONS[membership.state]:
        raise DomainError(_("This was already decided. Reload the page to see how."), code="already_decided")
    membership.state = state


def _record(verb: str, membership: Membership, actor: User) -> None:
    audit.record(
        f"people.{verb}", actor=actor, obj=membership, organisation=membership.organisation_id, role=membership.role
    )


@transaction.atomic
def join_organisation(*, user: User, organisation: Organisation) -> Membership:
    """Ask to be admitted, or accept an invitation. Asking again returns the request that is already there.

    Side effects: an event. Raises DomainError when the organisation ended.
    """
    require(user, "people.join_organisation", organisation)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not organisation.is_current:
        raise DomainError(_("This organisation no longer exists. Find its successor in the list."), code="ended")
    membership = Membership.objects.open().filter(user=user, organisation=organisation).first()
    if membership is None:
        membership = Membership.objects.create(user=user, organisation=organisation)
        _record("membership_asked", membership, user)
    elif membership.state == MemberState.INVITED:
        _move(membership, MemberState.ACTIVE)
        membership.decided_at = timezone.now()
        membership.save(update_fields=["state", "decided_at"])
        _record("invitation_accepted", membership, user)
    return membership


@transaction.atomic
def invite_member(*, organisation: Organisation, user: User, by: User, role: str = MemberRole.MEMBER) -> Membership:
    """The client-base administrator invites a person, as a manager if need be; it counts once the person accepts.

    A waiting request of the same person is admitted instead. Side effects: an event.
    """
    require(by, "people.create_organisation", organisation)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    membership = Membership.objects.open().filter(user=user, organisation=organisation).first()
    if membership is None:
        membership = Membership.objects.create(
            user=user, organisation=organisation, role=role, state=MemberState.INVITED, admitted_by=by
        )
        _record("member_invited", membership, by)
    elif membership.state == MemberState.ASKED:
        membership = admit_member(membership=membership, by=by)
    return membership


@transaction.atomic
def admit_member(*, membership: Membership, by: User) -> Membership:
    """A manager or the client-base administrator admits who asked, as an ordinary member. Side effects: an event."""
    require(by, "people.admit_member", membership)
    membership = _lock(membership)
    if membership.state == MemberState.INVITED:
        raise DomainError(_("This person has not accepted the invitation yet."), code="not_accepted")
    _move(membership, MemberState.ACTIVE)
    membership.decided_at, membership.admitted_by = timezone.now(), by
    membership.save(update_fields=["state", "decided_at", "admitted_by"])
    _record("member_admitted", membership, by)
    return membership


@transaction.atomic
def refuse_member(*, membership: Membership, by: User) -> Membership:
    """A manager or the client-base administrator refuses who asked. The person may ask again.

    Side effects: an event.
    """
    require(by, "people.refuse_member", membership)
    membership = _lock(membership)
    _move(membership, MemberState.REFUSED)
    membership.decided_at, membership.admitted_by = timezone.now(), by
    membership.save(update_fields=["state", "decided_at", "admitted_by"])
    _record("member_refused", membership, by)
    return membership


@transaction.atomic
def appoint_manager(*, membership: Membership, by: User) -> Membership:
    """A manager or the client-base administrator makes an active member a manager as well. Side effects: an event."""
    require(by, "people.appoint_manager", membership)
    membership = _lock(membership)
    if membership.state != MemberState.ACTIVE:
        raise DomainError(_("Admit this person first."), code="not_active")
    if membership.role != MemberRole.MANAGER:
        membership.role = MemberRole.MANAGER
        membership.save(update_fields=["role"])
        _record("manager_appointed", membership, by)
    return membership


def _has_other_manager(membership: Membership) -> bool:
    others = Membership.objects.managers().filter(organisation_id=membership.organisation_id, user__is_active=True)
    return others.exclude(pk=membership.pk).exists()


def _is_active_manager(membership: Membership) -> bool:
    return membership.role == MemberRole.MANAGER and membership.state == MemberState.ACTIVE


def _keep_one_manager(membership: Membership) -> None:
    if _is_active_manager(membership) and not _has_other_manager(membership):
        raise DomainError(
            _("You are the only manager. Appoint another one first, or ask the administrator of the portal."),
            code="last_manager",
        )


@transaction.atomic
def demote_manager(*, membership: Membership, by: User) -> Membership:
    """A manager steps down while another one is there, or the client-base administrator takes the role away.

    Side effects: an event. Raises DomainError when it would leave nobody, or another member asks for it.
    """
    membership = _lock(membership)
    if membership.user_id == by.pk:
        _keep_one_manager(membership)
    else:
        require(by, "people.create_organisation", membership.organisation)
    if membership.role == MemberRole.MANAGER:
        membership.role = MemberRole.MEMBER
        membership.save(update_fields=["role"])
        _record("manager_demoted", membership, by)
    return membership


@transaction.atomic
def leave_organisation(*, membership: Membership, by: User, even_last_manager: bool = False) -> Membership:
    """Leave, or take back a request. The only manager may not, except when the account itself is erased.

    Side effects: an event, and a second one when the organisation is left without a manager.
    """
    require(by, "people.leave_organisation", membership)
    membership = _lock(membership)
    if not even_last_manager:
        _keep_one_manager(membership)
    orphaned = _is_active_manager(membership) and not _has_other_manager(membership)
    _end(membership)
    _record("member_left", membership, by)
    if orphaned:
        audit.record(
            "people.organisation_without_manager", obj=membership.organisation, organisation=membership.organisation
        )
    return membership


@transaction.atomic
def remove_member(*, membership: Membership, by: User) -> Membership:
    """A manager puts an ordinary member out; a manager is put out only by the client-base administrator.

    Side effects: an event, and a second one when the organisation is left without a manager.
    """
    membership = _lock(membership)
    require(by, "people.remove_member", membership)
    orphaned = _is_active_manager(membership) and not _has_other_manager(membership)
    _end(membership)
    audit.record(
        "people.member_removed",
        actor=by,
        obj=membership,
        organisation=membership.organisation_id,
        role=membership.role,
        by_staff=is_client_admin(by),
    )
    if orphaned:
        audit.record(
            "people.organisation_without_manager", obj=membership.organisation, organisation=membership.organisation
        )
    return membership


def _end(membership: Membership) -> None:
    _move(membership, MemberState.LEFT)
    membership.left_at = timezone.now()
    membership.save(update_fields=["state", "left_at"])
