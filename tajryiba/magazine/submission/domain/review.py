"""What the editors do with an article from a reader. A decision answers the duty to react and closes its case."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.rich_text import RichText

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.core.html import paragraphs
from tajryiba.experts.enums import State as ExpertState
from tajryiba.experts.models import Expert
from tajryiba.inbox import domain as inbox
from tajryiba.inbox.queries import cases_of
from tajryiba.media.domain import release

from ...domain import create_article, write_page
from ...enums import SubmissionState
from ...models import Article, ArticleAuthor, Remark, Rubric, Submission
from .. import notices
from ._shared import go, locked, require
from .sending import signed

LONGEST_REMARK = 4000


def _for_decision(submission: Submission, version: int, actor) -> Submission:
    """The row, held. Raises DomainError for who may not decide, and for a decision upon what is not there any more."""
    submission = locked(submission)
    require(actor, "magazine.see_submission", submission)
    if submission.author_id == actor.pk:
        raise DomainError(_("Somebody else decides about what you sent yourself."), code="own")
    require(actor, "magazine.decide_submission", submission)
    if submission.version != version or submission.state != SubmissionState.SENT:
        raise DomainError(
            _("Somebody decided, or the author changed it, since you opened it. Read it again, then decide."),
            code="stale",
        )
    return submission


def _remark(submission: Submission, text: str, actor) -> str:
    text = text.strip()[:LONGEST_REMARK]
    if text:
        Remark.objects.create(submission=submission, by=actor, text=text)
    return text


def _done(submission: Submission, actor, kind: str, event: str, reason, remark: str) -> None:
    """The case is answered and closed, the author hears of it, the event is noted."""
    for case in cases_of(submission).filter(closed_at=None):
        inbox.react(case, actor=actor)
        inbox.close_case(case, actor=actor, reason=str(reason))
    notices.tell(kind, submission, remark=remark)
    record(event, actor=actor, obj=submission, round=submission.round)


@transaction.atomic
def ask_for_changes(*, submission: Submission, remark: str, version: int, actor) -> Submission:
    """Send it back with a remark; the author edits it again. `version` is the one that the editor has read.

    Side effects: the case is answered and closed, a notice, event `magazine.submission_changes`. Raises DomainError
    without a remark, for who may not decide, and when it is another version by now.
    """
    submission = _for_decision(submission, version, actor)
    if not remark.strip():
        raise DomainError(_("Write what to change: the author reads it."), code="no_words")
    text = _remark(submission, remark, actor)
    go(submission, SubmissionState.CHANGES, decided_at=timezone.now())
    _done(submission, actor, notices.CHANGES, "magazine.submission_changes", _("Changes were asked for"), text)
    return submission


@transaction.atomic
def decline_article(*, submission: Submission, reason: str, version: int, actor) -> Submission:
    """Not for the magazine, with the reason, which the author reads.

    Side effects: the case is answered and closed, a notice, event `magazine.submission_declined`. Raises DomainError
    without a reason, for who may not decide, and when it is another version by now.
    """
    submission = _for_decision(submission, version, actor)
    if not reason.strip():
        raise DomainError(_("Say why: the author reads it."), code="no_words")
    text = _remark(submission, reason, actor)
    go(submission, SubmissionState.DECLINED, decided_at=timezone.now())
    _done(submission, actor, notices.DECLINED, "magazine.submission_declined", _("Not accepted"), text)
    return submission


@transaction.atomic
def accept_article(
    *, submission: Submission, version: int, actor, rubric: Rubric | None = None, remark: str = ""
) -> Article:
    """Make the article, its author and the draft of its page in the language of the text.

    Side effects: those of `create_article` and `write_page`, the picture goes into the library, the case is answered
    and closed, a notice, event `magazine.submission_accepted`. Raises DomainError for who may not decide, and when it
    is another version by now: two editors make one article.
    """
    submission = _for_decision(submission, version, actor)
    text = _remark(submission, remark, actor)
    article = _make_article(submission, rubric, actor)
    go(submission, SubmissionState.ACCEPTED, decided_at=timezone.now(), article=article)
    _done(submission, actor, notices.ACCEPTED, "magazine.submission_accepted", _("Accepted"), text)
    return article


def _make_article(submission: Submission, rubric: Rubric | None, actor) -> Article:
    article = create_article(
        working_title=submission.title.strip(),
        topics=submission.topics.all(),
        practices=submission.practices.all(),
        rubric=rubric,
        actor=actor,
    )
    name, role = signed(submission)
    expert = Expert.objects.filter(user=submission.author_id, state=ExpertState.PUBLISHED).first()
    words = {f"name_{submission.lang}": name, f"role_{submission.lang}": role}
    ArticleAuthor.objects.create(article=article, expert=expert if submission.author_id else None, **words)
    write_page(
        article,
        lang=submission.lang,
        title=submission.title.strip(),
        lead=" ".join(submission.lead.split()),
        image=_picture(submission, actor),
        body=[("text", RichText(paragraphs(submission.text)))],
        actor=actor,
    )
    return article


def _picture(submission: Submission, actor):
    """The picture, in the library now, with what the author says it shows."""
    image = submission.image
    if image is not None:
        release(image, actor=actor)
        image.alt_ky, image.alt_ru = submission.alt_ky.strip(), submission.alt_ru.strip()
        image.save(update_fields=["alt_ky", "alt_ru"])
    return image


def note_page_published(*, page, facts, **more) -> None:
    """Handler of the hook `page_published`: who wrote the article hears where it can be read, once."""
    if not isinstance(facts, Article):
        return
    for submission in facts.submissions.exclude(author=None).select_related("author"):
        link = reverse("article_anyway", args=[facts.pk])  # to the language that there is
        notices.tell(notices.PUBLISHED, submission, link=link, address=page.get_public_url())
