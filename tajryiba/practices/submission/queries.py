"""Reads over several models: what is alike, what one may write for, what the editors have to do."""

from tajryiba.people.models import Membership, Organisation

from .. import duplicates
from ..topics import suggest_topics
from .models import Submission
from .shape import Shape


def organisations_of(user) -> list[Organisation]:
    """Those on whose behalf this person may begin a submission."""
    memberships = Membership.objects.active().filter(user=user, organisation__valid_to=None)
    return [row.organisation for row in memberships.select_related("organisation__unit").order_by("pk")]


def alike(shape: Shape) -> list[duplicates.Likeness]:
    """Public practices that this one resembles, but the one that it will bring up to date."""
    found = duplicates.similar_texts(shape.raw("title"), shape.raw("summary"), shape.unit)
    return [one for one in found if one.what.practice_id != shape.submission.practice_id]


def alike_of_ours(submission: Submission, user) -> list[Submission]:
    """Other submissions that this person can see and that have nearly the same title."""
    words = duplicates.stems(submission.title)
    others = Submission.objects.written_by(user).exclude(pk=submission.pk).exclude(state="withdrawn")
    rows = others.order_by("-changed_at")[:200]
    return [row for row in rows if duplicates.likeness(words, duplicates.stems(row.title)) >= duplicates.ENOUGH][:3]


def topics_for(shape: Shape) -> list:
    """Topics that the text speaks of and that are not chosen yet."""
    names = ("title", "title", "summary", "problem", "solution", "results_note")
    chosen = set(shape.topics)
    return [topic for topic in suggest_topics(" ".join(map(shape.raw, names))) if topic not in chosen]


def history(submission: Submission) -> list:
    """Texts that were overwritten and kept, the newest first."""
    return list(submission.edits.filter(kept=True).select_related("by")[:200])
