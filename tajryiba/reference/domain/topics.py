"""What follows when an editor saves or removes a topic in the admin."""

from django.db import transaction

from tajryiba.audit.domain import record
from tajryiba.search import domain as search

from ..models import Topic


@transaction.atomic
def topic_changed(topic: Topic, *, actor=None) -> None:
    """A topic was saved: it is found by its new words. Records the event."""
    record("reference.topic_changed", actor=actor, obj=topic)
    search.refresh(topic)


@transaction.atomic
def topic_removed(topic: Topic, *, actor=None) -> None:
    """A topic is being removed: it is found no more. Records the event."""
    record("reference.topic_removed", actor=actor, obj=topic)
    search.forget(topic)
