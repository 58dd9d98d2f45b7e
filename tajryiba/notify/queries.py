"""Reads over several models."""

from django.db.models import Count

from .enums import State
from .models import Delivery, LettersOff, Notice


def unread_count(user) -> int:
    return Notice.objects.visible_to(user).unread().count()


def letters_off(user) -> set[str]:
    """Kinds of which the person wants no letters."""
    return set(LettersOff.objects.filter(user=user).values_list("kind", flat=True))


def letters_by_state() -> dict[str, int]:
    """How many letters wait, left, did not leave: figures of the outbox."""
    rows = Delivery.objects.values_list("state").annotate(Count("pk")).order_by()
    return {**dict.fromkeys(State.values, 0), **dict(rows)}
