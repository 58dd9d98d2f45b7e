"""Reads of the log for duties, histories and indicators."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from .models import Event, EventQuerySet


def history(obj: Model) -> EventQuerySet:
    """Everything that happened to `obj`, newest first."""
    content_type = ContentType.objects.get_for_model(obj)
    return Event.objects.filter(content_type=content_type, object_id=str(obj.pk))


def count(verb: str, since: datetime | None = None, until: datetime | None = None) -> int:
    """How often `verb` happened from `since` (included) to `until` (excluded)."""
    events = Event.objects.filter(verb=verb)
    if since is not None:
        events = events.filter(at__gte=since)
    if until is not None:
        events = events.filter(at__lt=until)
    return events.count()
