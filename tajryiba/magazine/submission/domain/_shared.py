from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError

from ...enums import SUBMISSION_TRANSITIONS, SubmissionState
from ...models import Submission
from ...rules import is_own


def locked(submission: Submission) -> Submission:
    """The row as it is now, held until the end of the transaction."""
    return Submission.objects.select_for_update().get(pk=submission.pk)


def require(actor, permission: str, submission: Submission | None = None) -> None:
    """Raise DomainError("forbidden") unless `actor` has the permission."""
    if not actor.has_perm(permission, submission):
        raise DomainError(_("You are not allowed to do this."), code="forbidden")


def require_author(actor, submission: Submission) -> None:
    if not is_own(actor, submission):
        raise DomainError(_("You are not allowed to do this."), code="forbidden")


def locked_for_writing(submission: Submission, actor) -> Submission:
    """Raises DomainError when `actor` is not the author, or it is not being written now."""
    submission = locked(submission)
    require_author(actor, submission)
    if not submission.is_editable:
        raise DomainError(_("It is with the editors now and cannot be changed."), code="closed")
    return submission


def go(submission: Submission, state: SubmissionState, **changes) -> None:
    """Take a locked submission to `state` if the table of transitions allows it; saves it."""
    if state not in SUBMISSION_TRANSITIONS[SubmissionState(submission.state)]:
        raise DomainError(_("It has moved on meanwhile. Open the page again."), code="no_such_move")
    submission.state, submission.changed_at = state, timezone.now()
    submission.version += 1
    for name, value in changes.items():
        setattr(submission, name, value)
    submission.save()
