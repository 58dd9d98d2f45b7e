"""Sending: checked, counted once however often the button is pressed, and followed by the duty to react."""

import hashlib
import json

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.core.folding import fold
from tajryiba.inbox import domain as inbox
from tajryiba.people.models import User
from tajryiba.people.rules import is_member
from tajryiba.reference.models import Unit

from .. import notices
from ..enums import AUTHOR, SubmissionState
from ..models import Submission, TrustedOrganisation
from ..rules import can_write
from ..shape import Shape
from ._shared import go, locked
from .publication import make_practice, publish

CASE = "practices.submission"


class NotReadyError(DomainError):
    """It cannot be sent yet; `faults` says field by field why."""

    def __init__(self, faults):
        super().__init__(_("Something is missing or wrong. Nothing was lost: mend it and send again."), "not_ready")
        self.faults = faults


@transaction.atomic
def send_submission(*, submission: Submission, actor, not_a_duplicate: bool = False) -> Submission:
    """Hand it to the editors, or, for a trusted organisation, publish it at once and have it looked at afterwards.

    Sent once, however often and from however many devices: a second call gives back what is there, and a second draft
    of the same author with the same words gives back the first (and is taken back itself). Side effects: an inbox case
    for this round, a notice to the author, events `practices.submission_sent` (and those of publication).
    Raises NotReadyError with the faults; DomainError when `actor` does not write it or it is already decided.
    """
    # The author's row is held first: two drafts with the same words then meet one after the other.
    User.objects.select_for_update(no_key=True).get(pk=submission.author_id)
    submission = locked(submission)
    if not can_write(actor, submission):
        raise DomainError(_("You are not allowed to do this."), code="forbidden")
    if submission.round and submission.state in (SubmissionState.SENT, SubmissionState.APPROVED):
        return submission
    digest = digest_of(submission)
    if same := _sent_already(submission, digest):
        return same
    shape = Shape(submission)
    if faults := shape.faults():
        raise NotReadyError(faults)
    fast = _is_trusted(submission, actor, shape.unit)
    submission = go(
        submission,
        SubmissionState.SENT,
        AUTHOR,
        digest=digest,
        round=submission.round + 1,
        sent_at=timezone.now(),
        not_a_duplicate=not_a_duplicate,
        fast_lane=fast,
        looked_at=None,
    )
    _announce(submission, shape, actor)
    return _publish_by_trust(submission, actor) if fast else submission


def digest_of(submission: Submission) -> str:
    """A fingerprint of what it says, for which spaces and capitals do not count."""
    said = {name: fold(text) for name, text in submission.values.items() if text.strip()}
    facts = [submission.depth, submission.organisation_id, sorted(said.items())]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


def _sent_already(submission: Submission, digest: str) -> Submission | None:
    """The earlier one of the same author that says the same; the copy is taken back, unless it was sent before."""
    same = Submission.objects.filter(author_id=submission.author_id, digest=digest).exclude(pk=submission.pk).first()
    if same is not None and not submission.round:
        go(submission, SubmissionState.WITHDRAWN, AUTHOR)
    return same


def _is_trusted(submission: Submission, actor, unit: Unit | None) -> bool:
    """The organisation is trusted with what it did itself, and the sender belongs to it at this moment."""
    organisation = submission.organisation
    if organisation is None or not TrustedOrganisation.objects.filter(organisation=organisation).exists():
        return False
    at_home = unit is None or (organisation.unit is not None and unit.pk in organisation.unit.lineage())
    return at_home and is_member(actor, organisation)


def _announce(submission: Submission, shape: Shape, actor) -> None:
    unit = shape.unit
    facts = {"organisation": submission.organisation_id, "unit": unit}
    record("practices.submission_sent", actor=actor, obj=submission, **facts, round=submission.round)
    inbox.open_case(
        kind=CASE,
        subject=submission.title,
        obj=submission,
        client=submission.author,
        organisation_id=submission.organisation_id,
        unit_id=unit.pk if unit else None,
        key=f"submission:{submission.pk}:{submission.round}",
    )
    if not submission.fast_lane:
        notices.tell(notices.SENT, submission)


def _publish_by_trust(submission: Submission, actor) -> Submission:
    """The case stays open: somebody of the staff looks at it within its time."""
    submission.state, submission.decided_at = SubmissionState.APPROVED, timezone.now()
    submission.save(update_fields=["state", "decided_at"])
    text = make_practice(submission, actor=actor)
    publish(submission, text, actor=None)  # by trust, not by a permission of the sender, who has none
    record(
        "practices.submission_approved",
        actor=actor,
        obj=submission,
        organisation=submission.organisation_id,
        practice=submission.practice_id,
        fast_lane=True,
    )
    return submission
