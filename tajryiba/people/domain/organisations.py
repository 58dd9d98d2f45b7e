"""Organisations keep their rows for ever; names have versions, mergers are successions."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit import domain as audit
from tajryiba.core.errors import DomainError
from tajryiba.core.folding import fold
from tajryiba.core.languages import LANGUAGES
from tajryiba.core.sorting import sort_key

from ..enums import OPEN_STATES, MemberRole, MemberState
from ..models import Membership, Organisation, OrganisationName, OrganisationSuccession, User
from ._shared import require


def _name_columns(names: dict[str, str]) -> dict[str, str]:
    """{"ky": …} → {"name_ky": …} for all three languages; DomainError when every name is empty."""
    columns = {f"name_{code}": " ".join((names.get(code) or "").split()) for code in LANGUAGES}
    if not any(columns.values()):
        raise DomainError(_("Enter the name in at least one language."), code="no_name")
    return columns


def _refresh_names(organisation: Organisation, columns: dict[str, str]) -> None:
    """Repeat the present name on the organisation, with sort keys and the folded text of all names it ever had."""
    for column, value in columns.items():
        setattr(organisation, column, value)
    for code in LANGUAGES:
        own = columns[f"name_{code}"] or next(filter(None, columns.values()))
        setattr(organisation, f"sort_{code}", sort_key(own)[:300])
    fields = [f"name_{code}" for code in LANGUAGES]
    known = {*columns.values()}
    if organisation.pk:
        known.update(name for row in organisation.names.values_list(*fields) for name in row)
    organisation.folded_names = "\n".join(sorted({fold(name) for name in known if name}))


@transaction.atomic
def create_organisation(
    *, names: dict[str, str], category: str, by: User | None, unit=None, valid_from: date | None = None, act: str = ""
) -> Organisation:
    """Make an organisation with its first name; `by` None is the system loading a register. Side effects: an event."""
    if by is not None:
        require(by, "people.create_organisation", None)
    columns = _name_columns(names)
    organisation = Organisation(category=category, unit=unit, valid_from=valid_from)
    _refresh_names(organisation, columns)
    organisation.save()
    OrganisationName.objects.create(organisation=organisation, valid_from=valid_from, act=act, **columns)
    audit.record("people.organisation_created", actor=by, obj=organisation, organisation=organisation, unit=unit)
    return organisation


@transaction.atomic
def rename_organisation(
    *, organisation: Organisation, names: dict[str, str], on: date, by: User, act: str = ""
) -> Organisation:
    """From the day `on` it has the new name; the former one is kept with its dates and still finds it.

    Side effects: an event. Raises DomainError when it ended, or `on` is not after the day of the last renaming.
    """
    require(by, "people.rename_organisation", organisation)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    columns = _name_columns(names)
    if not organisation.is_current:
        raise DomainError(_("This organisation no longer exists, its name is history."), code="ended")
    present = organisation.names.get(valid_to=None)
    since = present.valid_from or organisation.valid_from
    if since and on <= since:
        raise DomainError(_("The new name must begin after the present one."), code="too_early")
    present.valid_to = on - timedelta(days=1)
    present.save(update_fields=["valid_to"])
    OrganisationName.objects.create(organisation=organisation, valid_from=on, act=act, **columns)
    _refresh_names(organisation, columns)
    organisation.save()
    audit.record("people.organisation_renamed", actor=by, obj=organisation, organisation=organisation, on=on)
    return organisation


@transaction.atomic
def succeed_organisation(
    *, predecessors: Sequence[Organisation], successors: Sequence[Organisation], on: date, act: str, by: User
) -> None:
    """The predecessors end on the day `on` and the successors take over; no key is repointed.

    With one successor its predecessors' members go over; managers stay managers only where it has none of its own, so
    that a merger takes nothing from anybody. With several successors members stay until somebody decides for each.
    Side effects: an event for each predecessor.
    """
    require(by, "people.succeed_organisation", None)
    ids = sorted({organisation.pk for organisation in [*predecessors, *successors]})
    rows = {row.pk: row for row in Organisation.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    old = [rows[pk] for pk in dict.fromkeys(organisation.pk for organisation in predecessors)]
    new = [rows[pk] for pk in dict.fromkeys(organisation.pk for organisation in successors)]
    _check_succession(old, new, on)
    keep_managers = len(new) == 1 and not Membership.objects.managers().filter(organisation=new[0]).exists()
    for organisation in old:
        organisation.valid_to = on
        organisation.save(update_fields=["valid_to"])
        OrganisationSuccession.objects.bulk_create(
            OrganisationSuccession(predecessor=organisation, successor=successor, since=on, act=act)
            for successor in new
        )
        if len(new) == 1:
            _move_members(organisation, new[0], keep_managers)
        audit.record(
            "people.organisation_succeeded",
            actor=by,
            obj=organisation,
            organisation=organisation,
            successors=[successor.pk for successor in new],
            on=on,
        )


def _check_succession(old: list[Organisation], new: list[Organisation], on: date) -> None:
    if not old or not new:
        raise DomainError(_("Choose what ended and what took over."), code="incomplete")
    if {organisation.pk for organisation in old} & {organisation.pk for organisation in new}:
        raise DomainError(_("An organisation cannot succeed itself. Rename it instead."), code="itself")
    if not all(organisation.is_current for organisation in [*old, *new]):
        raise DomainError(_("One of these organisations has already ended."), code="ended")
    if any(organisation.valid_from and on < organisation.valid_from for organisation in old):
        raise DomainError(_("The date is before the organisation began."), code="too_early")


def _move_members(organisation: Organisation, successor: Organisation, keep_managers: bool) -> None:
    """Close the open memberships and open the same ones in the successor, unless the person is there already."""
    now = timezone.now()
    there = set(Membership.objects.open().filter(organisation=successor).values_list("user_id", flat=True))
    for membership in Membership.objects.filter(organisation=organisation, state__in=OPEN_STATES):
        was = membership.state
        membership.state, membership.left_at = MemberState.LEFT, now
        membership.save(update_fields=["state", "left_at"])
        if membership.user_id in there:
            _raise_waiting(successor, membership.user_id, was, now)
            continue
        manager = keep_managers and was == MemberState.ACTIVE and membership.role == MemberRole.MANAGER
        Membership.objects.create(
            user_id=membership.user_id,
            organisation=successor,
            role=MemberRole.MANAGER if manager else MemberRole.MEMBER,
            state=was,
            asked_at=membership.asked_at,
            decided_at=now if was == MemberState.ACTIVE else None,
            admitted_by_id=membership.admitted_by_id,
        )
        there.add(membership.user_id)


def _raise_waiting(successor: Organisation, user_id: int, was: str, now) -> None:
    """A member of the predecessor who only waited at the successor is a member there now."""
    if was == MemberState.ACTIVE:
        waiting = Membership.objects.filter(organisation=successor, user_id=user_id).exclude(state=MemberState.ACTIVE)
        waiting.filter(state__in=OPEN_STATES).update(state=MemberState.ACTIVE, role=MemberRole.MEMBER, decided_at=now)
