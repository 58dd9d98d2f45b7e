"""From stage to stage. The table of moves is data: enums.MOVES."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError
from tajryiba.inbox import domain as inbox
from tajryiba.people.models import User

from .. import notices
from ..enums import FINISHED, MEMBER, MOVES, CaseKind, Stage
from ..models import Adoption, AdoptionMove
from ..rules import can_confirm_adoption, works_on_adoption
from ..words import case_subject
from ._shared import found_anew, locked, note, touch


def may_move(adoption: Adoption, to: str, by: User) -> bool:
    """Whether the table and the person's role allow the step; what it needs besides is asked by `move`."""
    who = _moves(adoption).get(to)
    if who is None:
        return False
    return works_on_adoption(by, adoption) if who == MEMBER else can_confirm_adoption(by, adoption)


def _moves(adoption: Adoption) -> dict[str, str]:
    if adoption.stage == Stage.STOPPED:
        back = Stage.DONE if adoption.stopped_at == Stage.CONFIRMED else adoption.stopped_at
        return {back: MEMBER}
    return MOVES[adoption.stage]


@transaction.atomic
def move(
    *, adoption: Adoption, to: str, by: User, on: date | None = None, number: str = "", reason: str = ""
) -> Adoption:
    """Bring the adoption to the stage `to`; the same stage again changes nothing.

    Needed: for `decided` the `number` of the kenesh's decision and its date `on`; for `done` the story, what did not
    work and our figures, with the date `on`; for `confirmed` the evidence, and for `stopped` why, as `reason`.
    A decision makes name and stage public. Side effects: an event; a done one opens a case for the staff and tells
    followers; a confirmed one is told to the members. Raises DomainError for a step that the table, the role or the
    facts forbid.
    """
    adoption = locked(adoption)
    if adoption.stage == to:
        return adoption
    if not may_move(adoption, to, by):
        raise DomainError(_("This step is not possible from the present stage."), code="not_possible")
    before = adoption.stage
    _prepare(adoption, to, on or timezone.localdate(), number.strip(), reason.strip(), by)
    adoption.stage = to
    adoption.save()
    AdoptionMove.objects.create(adoption=adoption, before=before, after=to, by=by, note=reason.strip())
    if works_on_adoption(by, adoption):
        touch(adoption)
    note("adoption_moved", adoption, by, before=before, after=to)
    _announce(adoption, before, by)
    found_anew(adoption)
    return adoption


def _prepare(adoption: Adoption, to: str, on: date, number: str, reason: str, by: User) -> None:
    """Check what the stage needs and write it onto the row; does not save."""
    if to == Stage.STOPPED:
        if not reason:
            raise DomainError(_("Say why it is stopped: others learn from it."), code="no_reason")
        adoption.stopped_at, adoption.stop_reason = adoption.stage, reason
        return
    if to == Stage.DECIDED and adoption.stage == Stage.ADAPTING:
        _decide(adoption, on, number)
    if to == Stage.DONE and adoption.stage == Stage.DOING:
        _finish(adoption, on)
    if to == Stage.CONFIRMED:
        if not reason:
            raise DomainError(_("Say by which evidence it is confirmed."), code="no_evidence")
        adoption.confirmed_by, adoption.confirmed_on, adoption.confirmed_by_what = by, on, reason[:500]
    elif adoption.stage == Stage.CONFIRMED:
        adoption.confirmed_by, adoption.confirmed_on, adoption.confirmed_by_what = None, None, ""


def _decide(adoption: Adoption, on: date, number: str) -> None:
    if not number:
        raise DomainError(_("Enter the number and the date of the decision of the kenesh."), code="no_decision")
    _check_date(on)
    adoption.decision_number, adoption.decision_on = number[:40], on
    adoption.is_hidden = False


def _finish(adoption: Adoption, on: date) -> None:
    _check_date(on)
    if on < adoption.started_on:
        raise DomainError(_("It cannot be done before it began. Check the date."), code="wrong_date")
    if not adoption.story.strip() or not adoption.failed.strip():
        raise DomainError(
            _("Write first what came of it and what did not work: the page «Results and story»."), code="no_story"
        )
    rows = adoption.results.all()
    if rows and not any(row.after is not None for row in rows):
        raise DomainError(_("Enter at least one figure of the result first."), code="no_results")
    adoption.done_on = on


def _check_date(on: date) -> None:
    if on > timezone.localdate():
        raise DomainError(_("This date is still to come. Check it."), code="wrong_date")


def _announce(adoption: Adoption, before: str, by: User) -> None:
    if adoption.stage == Stage.DONE and before not in FINISHED:
        inbox.open_case(
            kind=CaseKind.DONE,
            subject=case_subject(adoption),
            obj=adoption,
            client=by,
            organisation_id=adoption.organisation_id,
            unit_id=adoption.unit_id,
            key=f"adoption-done-{adoption.pk}",
        )
        notices.tell_done(adoption)
    if adoption.stage == Stage.CONFIRMED:
        notices.tell_confirmed(adoption, by)
