"""Sending: checked, agreed to, counted once however often the button is pressed, and followed by the duty to react."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.inbox import domain as inbox
from tajryiba.inbox.models import Case
from tajryiba.people.models import User
from tajryiba.practices.submission.shape import Fault

from ...enums import SubmissionState
from ...models import Remark, Submission
from .. import notices
from ..consent import VERSION
from ..fields import FIELDS, LEAST_LEAD, LEAST_TEXT
from ._shared import go, locked_for_writing, require_author

CASE = "magazine.submission"
MOST_SENT = 5  # an hour
LONGEST_ANSWER = 4000
LONGEST_NAME, LONGEST_ROLE = 160, 200  # columns of ArticleAuthor


class NotReadyError(DomainError):
    """It cannot be sent yet; `faults` says field by field why."""

    def __init__(self, faults: list[Fault]):
        super().__init__(_("Something is missing or wrong. Nothing was lost: mend it and send again."), "not_ready")
        self.faults = faults


@transaction.atomic
def send_article(*, submission: Submission, actor, agreed: int, answer: str = "") -> Submission:
    """Hand it to the editors. `agreed` is the version of the consent that was ticked, 0 when none; `answer` goes into
    the thread.

    Sent once, however often it is pressed. Side effects: an inbox case for this round, a notice to the author, event
    `magazine.submission_sent`. Raises NotReadyError with the faults; DomainError when `actor` is not the author, it
    was decided, or much was sent within the hour.
    """
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)  # counting and sending one after the other
    now_there = Submission.objects.get(pk=submission.pk)
    require_author(actor, now_there)
    if now_there.state == SubmissionState.SENT:
        return now_there
    submission = locked_for_writing(submission, actor)
    if faults := faults_of(submission) + _faults_of_consent(agreed):
        raise NotReadyError(faults)
    _check_number(actor)
    now = timezone.now()
    go(
        submission,
        SubmissionState.SENT,
        round=submission.round + 1,
        sent_at=now,
        consent_version=agreed,
        consented_at=now,
    )
    if answer.strip():
        text = answer.strip()[:LONGEST_ANSWER]
        Remark.objects.create(submission=submission, by=actor, from_editor=False, text=text)
    _announce(submission, actor)
    return submission


def faults_of(submission: Submission) -> list[Fault]:
    """What is missing or wrong in what is written so far."""
    faults = [_missing(name) for name in ("title", "signature") if not getattr(submission, name).strip()]
    for name, least in (("lead", LEAST_LEAD), ("text", LEAST_TEXT)):
        length = len(getattr(submission, name).strip())
        if length < least:
            words = _("Write at least %(least)s characters: there are %(now)s now.") % {"least": least, "now": length}
            faults.append(_fault(name, words))
    name, role = signed(submission)
    if len(name) > LONGEST_NAME or len(role) > LONGEST_ROLE:
        faults.append(_fault("signature", _("Shorten it: the name, a comma, then the position and the municipality.")))
    if submission.image_id:
        faults += [_missing(name) for name in ("alt_ky", "alt_ru") if not getattr(submission, name).strip()]
    return faults


def signed(submission: Submission) -> tuple[str, str]:
    """The signature as name and role: «Айгүл Асанова, Кара-Жал айыл өкмөтү» is parted at its first comma."""
    name, _comma, role = submission.signature.partition(",")
    return name.strip(), role.strip()


def _fault(name: str, message) -> Fault:
    return Fault(name, str(FIELDS[name].label), str(message))


def _missing(name: str) -> Fault:
    return _fault(name, _("Fill this in: without it the article cannot be sent."))


def _faults_of_consent(agreed: int) -> list[Fault]:
    if agreed == VERSION:
        return []
    return [Fault("agreed", str(_("Consent")), str(_("Tick it: without it the article cannot be published.")))]


def _check_number(author: User) -> None:
    hour_ago = timezone.now() - timedelta(hours=1)
    if Case.objects.filter(kind=CASE, client=author, opened_at__gt=hour_ago).count() >= MOST_SENT:
        raise DomainError(_("You sent a lot in the last hour. Go on a little later."), code="too_many")


def _announce(submission: Submission, actor) -> None:
    record("magazine.submission_sent", actor=actor, obj=submission, round=submission.round)
    inbox.open_case(
        kind=CASE,
        subject=submission.title,
        obj=submission,
        client=submission.author,
        key=f"{CASE}:{submission.pk}:{submission.round}",
    )
    notices.tell(notices.ARRIVED, submission)
