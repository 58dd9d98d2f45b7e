"""Reads over several models."""

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Prefetch, QuerySet

from . import subjects
from .models import Post

SHOWN_UNDER_OBJECT = 5
REPLIES_SHOWN = 2


def public_replies() -> Prefetch:
    """As the attribute `public_replies`, oldest first."""
    rows = Post.objects.public().select_related("author", "organisation").order_by("created_at", "pk")
    return Prefetch("replies", rows, to_attr="public_replies")


def with_objects(posts: QuerySet) -> QuerySet:
    """Loads what the posts are about, as their titles need it: two or three queries for each kind of object."""
    return posts.prefetch_related(GenericPrefetch("obj", [subject.load() for subject in subjects.every()]))


def questions_about(obj) -> QuerySet:
    """Public questions with their public replies, newest question first."""
    rows = Post.objects.about(obj).questions().public().select_related("author", "organisation")
    return rows.prefetch_related(public_replies()).order_by("-created_at", "-pk")


def thread(obj) -> dict:
    """What the block under an object shows: the newest questions with their first replies, and how many there are."""
    questions = list(questions_about(obj)[:SHOWN_UNDER_OBJECT])
    total = Post.objects.about(obj).questions().public().count()
    return {
        "questions": [
            {
                "post": question,
                "replies": question.public_replies[:REPLIES_SHOWN],
                "more": len(question.public_replies[REPLIES_SHOWN:]),
            }
            for question in questions
        ],
        "total": total,
        "hidden": total - len(questions),
    }


def position(question: Post) -> int:
    """How many public questions about the same object come before this one on its page."""
    about = Post.objects.questions().public()
    about = about.filter(content_type_id=question.content_type_id, object_id=question.object_id)
    newer = about.filter(created_at__gt=question.created_at).count()
    return newer + about.filter(created_at=question.created_at, pk__gt=question.pk).count()


def written_by(user) -> QuerySet:
    """Everything the person wrote, newest first, with what it is about and the replies to it."""
    rows = Post.objects.filter(author=user).select_related("parent", "organisation")
    return with_objects(rows).prefetch_related(public_replies()).order_by("-created_at", "-pk")
