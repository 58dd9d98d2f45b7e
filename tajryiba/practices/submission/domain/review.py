"""What the editors do with a submission. The first act answers the duty to react, a decision closes its case."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.inbox import domain as inbox
from tajryiba.inbox.queries import cases_of

from .. import notices
from ..case import FIELDS
from ..enums import REVIEWER, SubmissionState
from ..models import Submission, SubmissionComment
from ..rules import can_write
from ._shared import go, locked, require
from .publication import make_practice
from .publication import publish as make_public


def _for_review(submission: Submission, actor) -> Submission:
    submission = locked(submission)
    require(actor, "practices.review_submission", submission)
    if submission.author_id == actor.pk or can_write(actor, submission):
        raise DomainError(_("Somebody else decides about what you sent yourself."), code="own")
    return submission


def _answer_cases(submission: Submission, actor, reason) -> None:
    for case in cases_of(submission).filter(closed_at=None):
        inbox.react(case, actor=actor)
        inbox.close_case(case, actor=actor, reason=str(reason))


@transaction.atomic
def request_changes(*, submission: Submission, comments: dict[str, str], note: str = "", actor) -> Submission:
    """Send it back with a comment on each field that needs work (and a `note` on the whole).

    The writers edit it again. Side effects: comments of this round, the case is answered and closed, a notice, event
    `practices.submission_changes`. Raises DomainError without any words, or when it is not waiting.
    """
    submission = _for_review(submission, actor)
    said = {name: text.strip() for name, text in comments.items() if text.strip() and name in FIELDS}
    note = note.strip()
    if not said and not note:
        raise DomainError(_("Write at least one comment: the author must know what to change."), code="no_words")
    _comment(submission, said, note, actor)
    go(submission, SubmissionState.CHANGES, REVIEWER, note=note, decided_at=timezone.now(), decided_by=actor, digest="")
    _answer_cases(submission, actor, _("Changes were asked for"))
    notices.tell(notices.CHANGES, submission, note=note)
    record(
        "practices.submission_changes",
        actor=actor,
        obj=submission,
        organisation=submission.organisation_id,
        round=submission.round,
        comments=len(said),
    )
    return submission


def _comment(submission: Submission, said: dict[str, str], note: str, actor) -> None:
    words = said | ({"": note} if note else {})
    SubmissionComment.objects.bulk_create(
        SubmissionComment(submission=submission, field=name, text=text, author=actor, round=submission.round)
        for name, text in words.items()
    )


@transaction.atomic
def approve_submission(*, submission: Submission, actor, publish: bool = False) -> Submission:
    """Accept it: the practice is made or brought up to date as a draft of the staff; with `publish` readers see it.

    Pressed twice, it makes one practice. Side effects: those of the practice's verbs, the case is answered and closed,
    a notice, event `practices.submission_approved`. Raises DomainError when it is not waiting, or `actor` may not
    publish.
    """
    submission = _for_review(submission, actor)
    if submission.state == SubmissionState.APPROVED:
        return submission
    if publish and not actor.has_perm("practices.publish_practicetext"):
        raise DomainError(_("You may accept it, but another role publishes."), code="forbidden")
    go(submission, SubmissionState.APPROVED, REVIEWER, decided_at=timezone.now(), decided_by=actor, note="")
    text = make_practice(submission, actor=actor)
    _answer_cases(submission, actor, _("Accepted"))
    record(
        "practices.submission_approved",
        actor=actor,
        obj=submission,
        organisation=submission.organisation_id,
        practice=submission.practice_id,
    )
    if publish:
        make_public(submission, text, actor=actor)
    else:
        notices.tell(notices.APPROVED, submission)
    return submission


@transaction.atomic
def refuse_submission(*, submission: Submission, reason: str, actor) -> Submission:
    """Not for the portal, with the reason, which the author reads. The case is answered and closed.

    Side effects: a notice, event `practices.submission_refused`. Raises DomainError without a reason.
    """
    submission = _for_review(submission, actor)
    if not reason.strip():
        raise DomainError(_("Say why: the author reads it."), code="no_words")
    now = timezone.now()
    go(submission, SubmissionState.REFUSED, REVIEWER, note=reason.strip(), decided_at=now, decided_by=actor)
    _answer_cases(submission, actor, _("Not accepted"))
    notices.tell(notices.REFUSED, submission, note=reason.strip())
    record("practices.submission_refused", actor=actor, obj=submission, organisation=submission.organisation_id)
    return submission


@transaction.atomic
def look_afterwards(*, submission: Submission, actor) -> Submission:
    """Somebody of the staff has read what the fast lane published. Records `practices.submission_looked_at`."""
    submission = _for_review(submission, actor)
    if submission.fast_lane and submission.looked_at is None:
        submission.looked_at = timezone.now()
        submission.save(update_fields=["looked_at"])
        _answer_cases(submission, actor, _("Read after publication"))
        record("practices.submission_looked_at", actor=actor, obj=submission)
    return submission


def note_published(*, practice, actor=None, **facts) -> None:
    """Handler of the hook `practice_published`: who sent it in hears that readers see it now."""
    for submission in Submission.objects.filter(practice=practice).select_related("author"):
        notices.tell(notices.PUBLISHED, submission, link=practice.get_absolute_url())
