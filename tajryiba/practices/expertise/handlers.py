"""Evidence of work out of practices and adoptions (hooks)."""

from datetime import datetime, time

from django.utils import timezone

from tajryiba.experts.domain import record_work_of
from tajryiba.experts.enums import WorkKind

from ..adoption.enums import FINISHED
from ..adoption.models import Adoption
from ..adoption.rules import voice
from ..models import Practice
from ..submission.models import Submission


def work_so_far(*, user) -> list[tuple]:
    """Public adoptions that the person's municipality has finished, and public practices that the person sent in."""
    done = Adoption.objects.listed().of_voice(voice(user)).filter(stage__in=FINISHED).with_words()
    adoptions = [(WorkKind.ADOPTION, row, _moment(row.done_on)) for row in done.order_by("-done_on", "-pk")]
    sent = Submission.objects.filter(author=user, practice__is_public=True).values("practice")
    practices = Practice.objects.published().filter(pk__in=sent).select_related("main_topic").prefetch_related("texts")
    return adoptions + [(WorkKind.PRACTICE, row, row.published_at) for row in practices.order_by("-published_at")]


def _moment(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def note_published(*, practice, actor=None) -> None:
    """A practice became public: it is the work of who sent it in."""
    authors = Submission.objects.filter(practice=practice).values_list("author_id", flat=True)
    record_work_of(authors, WorkKind.PRACTICE, practice)
