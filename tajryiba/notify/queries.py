"""Reads over several models."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count

from . import followables
from .enums import State
from .models import Delivery, Follow, LettersOff, Notice


def unread_count(user) -> int:
    return Notice.objects.visible_to(user).unread().count()


def letters_off(user) -> set[str]:
    """Kinds of which the person wants no letters."""
    return set(LettersOff.objects.filter(user=user).values_list("kind", flat=True))


def letters_by_state() -> dict[str, int]:
    """How many letters wait, left, did not leave: figures of the outbox."""
    rows = Delivery.objects.values_list("state").annotate(Count("pk")).order_by()
    return {**dict.fromkeys(State.values, 0), **dict(rows)}


def follows_of(user) -> list[dict]:
    """What the person follows and may still see, newest first; one query a kind."""
    rows = list(Follow.objects.filter(user=user))
    found = []
    for known in followables.every():
        type_id = ContentType.objects.get_for_model(known.model).pk
        mine = {row.object_id: row for row in rows if row.content_type_id == type_id}
        objects = known.visible(user).filter(pk__in=mine) if mine else []
        found += [
            {
                "name": known.name,
                "label": known.label,
                "row": mine[obj.pk],
                "title": known.title(obj),
                "url": known.url(obj),
            }
            for obj in objects
        ]
    return sorted(found, key=lambda one: one["row"].since, reverse=True)
