from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError

from ..enums import TRANSITIONS, SubmissionState
from ..models import Submission
from ..rules import can_write


def require(actor, permission: str, submission: Submission) -> None:
    """Raise DomainError("forbidden") unless `actor` has the object permission."""
    if not actor.has_perm(permission, submission):
        raise DomainError(_("You are not allowed to do this."), code="forbidden")


def locked(submission: Submission) -> Submission:
    """The row as it is now, held until the end of the transaction."""
    return Submission.objects.select_for_update().get(pk=submission.pk)


def locked_for_writing(submission: Submission, actor) -> Submission:
    """Raises DomainError when `actor` does not write it, or it is not being written now."""
    submission = locked(submission)
    if not can_write(actor, submission):
        raise DomainError(_("You are not allowed to do this."), code="forbidden")
    if not submission.is_editable:
        raise DomainError(_("It is with the editors now and cannot be changed."), code="closed")
    return submission


def go(submission: Submission, state: SubmissionState, who: str, **changes) -> Submission:
    """Take a locked submission to `state` if the table of transitions lets `who`; saves it."""
    if TRANSITIONS[SubmissionState(submission.state)].get(state) != who:
        raise DomainError(_("It has moved on meanwhile. Open the page again."), code="no_such_move")
    submission.state, submission.changed_at = state, timezone.now()
    for name, value in changes.items():
        setattr(submission, name, value)
    submission.save()
    return submission
