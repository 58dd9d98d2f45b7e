"""Evidence of work gathers by itself: apps above call `record_work`, or `record_work_of` with people."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from tajryiba.core import hooks
from tajryiba.discuss.enums import PostState
from tajryiba.discuss.models import Post
from tajryiba.people.models import User

from ..enums import WorkKind
from ..models import Expert, WorkRecord


@transaction.atomic
def record_work(expert: Expert, kind: str, obj: Model, at: datetime | None = None) -> WorkRecord:
    """The expert did this: once for each kind and object, also at the same moment. No other side effect."""
    place = {"content_type": ContentType.objects.get_for_model(obj), "object_id": obj.pk}
    record, _created = WorkRecord.objects.get_or_create(
        expert=expert, kind=kind, **place, defaults={"at": at or timezone.now()}
    )
    return record


@transaction.atomic
def keep_work_of(experts: Iterable[Expert], kind: str, obj: Model, at: datetime | None = None) -> None:
    """These experts did it and no others: who is not among them (any more) loses the evidence. No other effect."""
    kept = [record_work(expert, kind, obj, at).pk for expert in experts]
    rows = WorkRecord.objects.filter(content_type=ContentType.objects.get_for_model(obj), object_id=obj.pk, kind=kind)
    rows.exclude(pk__in=kept).delete()


def record_work_of(people: Iterable[User | int], kind: str, obj: Model, at: datetime | None = None) -> int:
    """The same for those of `people` who have a profile, published or not yet; returns how many they are."""
    ids = [getattr(person, "pk", person) for person in people]
    return len([record_work(expert, kind, obj, at) for expert in Expert.objects.filter(user__in=ids)])


def gather_work(expert: Expert) -> None:
    """What was done before the profile was there: answers here, the rest is told by apps above.

    Handlers of the hook "expert_work" (user=) return a list of (kind, object, datetime).
    """
    if expert.user is None:
        return
    answers = Post.objects.public().filter(author=expert.user, parent__isnull=False).exclude(parent__author=expert.user)
    for post in answers:
        record_work(expert, WorkKind.ANSWER, post, post.moderated_at)
    for found in hooks.call("expert_work", user=expert.user):
        for kind, obj, at in found:
            record_work(expert, kind, obj, at)


def note_reply(*, post: Post, **facts) -> None:
    """A public answer to somebody else's question (hook of discuss)."""
    if post.state == PostState.PUBLIC and post.author_id != post.parent.author_id:
        record_work_of([post.author_id], WorkKind.ANSWER, post, post.moderated_at)
