"""Invitations to answer, teach, judge, comment."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.people.absence.domain import stands_in
from tajryiba.people.models import User

from .. import notices, queries
from ..enums import INVITATION_MOVES, OPEN, Availability, InvitationState, State, Task
from ..models import CommentRequest, Expert, Invitation
from ..models.comment import new_nonce
from ._shared import locked, require

LONGEST = timedelta(days=180)
REMIND_BEFORE = timedelta(days=2)


@transaction.atomic
def invite(*, expert: Expert, by: User, task: str, words: str, deadline: date, key: str) -> Invitation:
    """Ask a published expert for something by a date. Who is away is stood in for by the deputy.

    The same `key` of the same person makes one invitation. Side effects: an event, a notice.
    Raises DomainError without permission, for a date that is over or too far, for who takes no requests or has their
    hands full, and for somebody without an account.
    """
    require(by, "experts.invite", None)
    known = Invitation.objects.filter(asked_by=by, key=key).first()
    if known is not None:
        return known
    expert = locked(expert)
    if expert.state != State.PUBLISHED:
        raise DomainError(_("The profile is not published."), code="not_published")
    if expert.user is None and task != Task.COMMENT:
        raise DomainError(_("This expert has no account: call them."), code="no_account")
    return make(expert=expert, by=by, task=task, words=words, deadline=deadline, key=key)


def make(*, expert: Expert, by: User, task: str, words: str, deadline: date, key: str) -> Invitation:
    """The row, the event, the notice; what is asked of the expert was checked by the verb. `expert` is locked."""
    _check_deadline(deadline)
    if expert.availability != Availability.NOW:
        raise DomainError(_("This expert takes no requests now."), code="not_available")
    if not words.strip():
        raise DomainError(_("Write what exactly is asked."), code="empty")
    holder = stands_in(expert.user) if expert.user else None
    deputy = holder is not None and holder.pk != expert.user_id
    if queries.is_full(holder) if deputy else queries.load_of(expert) >= expert.load_limit:
        raise DomainError(_("This expert has their hands full. Ask another one, or later."), code="full")
    invitation, created = Invitation.objects.get_or_create(
        asked_by=by,
        key=key,
        defaults={
            "expert": expert,
            "task": task,
            "words": words.strip(),
            "deadline": deadline,
            "holder": holder,
        },
    )
    if created:
        _note("invited", invitation, by, task=task, deadline=deadline, deputy=deputy)
        if task != Task.COMMENT:
            notices.tell_invited(invitation)
    return invitation


def _check_deadline(deadline: date) -> None:
    today = timezone.localdate()
    if deadline < today:
        raise DomainError(_("This date is over. Enter one to come."), code="wrong_date")
    if deadline > today + LONGEST:
        raise DomainError(_("This date is too far away: half a year at most."), code="wrong_date")


@transaction.atomic
def accept(*, invitation: Invitation, by: User) -> Invitation:
    """I do it. Twice is once. Side effects: an event, a notice to who asked."""
    return _move(invitation, InvitationState.ACCEPTED, by)


@transaction.atomic
def decline(*, invitation: Invitation, by: User, reason: str = "") -> Invitation:
    """I cannot, also after having accepted. Side effects: an event, a notice to who asked; a request for a comment is
    closed.
    """
    return _move(invitation, InvitationState.DECLINED, by, reason=reason)


@transaction.atomic
def finish(*, invitation: Invitation, by: User) -> Invitation:
    """It is done: who holds it says so, or who asked. Side effects: an event."""
    return _move(invitation, InvitationState.DONE, by, staff=True)


@transaction.atomic
def cancel(*, invitation: Invitation, by: User, reason: str = "") -> Invitation:
    """It is not needed any more. Side effects: an event, a notice to who holds it; links in letters are dead."""
    return _move(invitation, InvitationState.CANCELLED, by, staff=True, reason=reason)


@transaction.atomic
def extend(*, invitation: Invitation, by: User, deadline: date) -> Invitation:
    """Another date, with a reminder before it again. Side effects: an event. Raises DomainError for a closed one."""
    row = _locked(invitation)
    require(by, "experts.invite", None)
    if not row.is_open:
        raise DomainError(_("This invitation is closed."), code="closed")
    _check_deadline(deadline)
    row.deadline = deadline
    row.save(update_fields=["deadline"])
    _note("invitation_extended", row, by, deadline=deadline)
    return row


@transaction.atomic
def hand_over(*, invitation: Invitation, by: User, to: User) -> Invitation:
    """Somebody who may stand in takes it over, and answers anew. Side effects: an event, a notice to them.

    Raises DomainError for who does not hold it, for a closed one, for somebody who may not stand in or is busy.
    """
    row = _locked(invitation)
    if row.holder_id == to.pk:
        return row
    require(by, "experts.answer_invitation", row)
    if not row.is_open:
        raise DomainError(_("This invitation is closed."), code="closed")
    if to not in queries.deputies(row):
        raise DomainError(_("This person cannot stand in for you. Choose one from the list."), code="not_a_candidate")
    if queries.is_full(to):
        raise DomainError(_("This person has their hands full. Choose another one."), code="full")
    row.holder, row.state, row.decided_at = to, InvitationState.INVITED, None
    row.save(update_fields=["holder", "state", "decided_at"])
    CommentRequest.objects.filter(invitation=row).update(nonce=new_nonce())  # the former one's link is dead
    event = _note("invitation_handed_over", row, by, to=to.pk)
    notices.tell_handed_over(row, by, event)
    return row


def _locked(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("expert__user", "holder", "asked_by")
    return rows.get(pk=invitation.pk)


def _move(invitation: Invitation, to: str, by: User, *, staff: bool = False, reason: str = "") -> Invitation:
    row = _locked(invitation)
    if staff and by.has_perm("experts.invite"):
        pass  # who asks may finish it and take it back
    elif to == InvitationState.CANCELLED:
        require(by, "experts.invite", None)
    else:
        require(by, "experts.answer_invitation", row)
    if row.state == to:
        return row
    change_state(row, to, by, reason=reason)
    if to in (InvitationState.ACCEPTED, InvitationState.DECLINED):
        notices.tell_answer(row)
    if to == InvitationState.CANCELLED:
        notices.tell_cancelled(row)
    return row


def change_state(row: Invitation, to: str, by: User | None, *, reason: str = "") -> None:
    """The step of a locked row and its event; a closed request loses its links. Raises DomainError if impossible."""
    if to not in INVITATION_MOVES.get(row.state, ()):
        raise DomainError(_("This is not possible now. Reload the page to see how it stands."), code="not_possible")
    before, row.state = row.state, to
    row.decided_at, row.reason = timezone.now(), reason.strip()[:300]
    row.save(update_fields=["state", "decided_at", "reason"])
    if to not in (*OPEN, InvitationState.DONE):
        CommentRequest.objects.filter(invitation=row).update(nonce="")
    _note(f"invitation_{to}", row, by, before=before)


def sweep_invitations(today: date) -> int:
    """Remind before the date, close after it; returns how many were dealt with. Each is a transaction of its own."""
    soon = Invitation.objects.open().filter(deadline__lte=today + REMIND_BEFORE)
    return sum(_look_at(pk, today) for pk in list(soon.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _look_at(pk: int, today: date) -> bool:
    """Look again under the lock; one reminder for each date."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("expert__user", "holder", "asked_by")
    row = rows.filter(pk=pk).first()
    if row is None or not row.is_open or row.deadline > today + REMIND_BEFORE:
        return False
    if row.deadline < today:
        change_state(row, InvitationState.EXPIRED, None)
        notices.tell_expired(row)
        return True
    if row.reminded_for == row.deadline:
        return False
    row.reminded_for = row.deadline
    row.save(update_fields=["reminded_for"])
    _note("invitation_reminded", row, None, deadline=row.deadline)
    notices.tell_reminder(row)
    return True


def _note(verb: str, row: Invitation, by: User | None, **facts) -> Event:
    places = {"organisation": row.expert.organisation_id, "unit": row.expert.unit_id}
    return record(f"experts.{verb}", actor=by, obj=row, **places, **facts)
