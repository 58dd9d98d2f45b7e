"""Reads over several models."""

from django.db.models import Prefetch, QuerySet

from .models import Post

SHOWN_UNDER_OBJECT = 10


def public_replies() -> Prefetch:
    rows = Post.objects.public().select_related("author", "organisation").order_by("created_at", "pk")
    return Prefetch("replies", rows, to_attr="public_replies")


def questions_about(obj) -> QuerySet:
    """Public questions with their public replies, newest question first; three queries however many there are."""
    rows = Post.objects.about(obj).questions().public().select_related("author", "organisation")
    return rows.prefetch_related(public_replies()).order_by("-created_at", "-pk")


def thread(obj) -> dict:
    """What the block under an object shows: the newest questions, and how many there are in all."""
    return {
        "questions": list(questions_about(obj)[:SHOWN_UNDER_OBJECT]),
        "total": Post.objects.about(obj).questions().public().count(),
    }


def position(question: Post) -> int:
    """How many public questions about the same object are newer."""
    newer = Post.objects.about(question.obj).questions().public()
    later = newer.filter(created_at__gt=question.created_at)
    same = newer.filter(created_at=question.created_at, pk__gt=question.pk)
    return later.count() + same.count()
