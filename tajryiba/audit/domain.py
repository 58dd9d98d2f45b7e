"""The one verb of the log."""

import json
import re

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from .models import Event

_VERB = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_PERSONAL = {"email", "phone", "full_name", "password", "token", "ip"}
MAX_FACTS = 4000


def record(
    verb: str,
    *,
    actor: Model | int | None = None,
    obj: Model | None = None,
    organisation: Model | int | None = None,
    unit: Model | int | None = None,
    **data,
) -> Event:
    """Write down that `verb` ("practices.published") happened, in the caller's transaction. No other side effect.

    `actor`, `organisation` and `unit` are rows or ids; a guest counts as nobody. `data` holds small facts (ids, codes,
    numbers, states, dates) and nothing that tells who a person is.
    Raises ValueError on a malformed verb, an unsaved object, a key that smells of personal data, or too many facts.
    """
    if not _VERB.fullmatch(verb):
        raise ValueError(f"A verb looks like practices.published, not {verb!r}")
    if obj is not None and obj.pk is None:
        raise ValueError(f"{verb}: save the object before recording what happened to it")
    if personal := _PERSONAL & data.keys():
        raise ValueError(f"{verb}: no personal data in events ({', '.join(sorted(personal))})")
    if len(json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)) > MAX_FACTS:
        raise ValueError(f"{verb}: an event holds small facts, keep the rest on the object")
    return Event.objects.create(
        verb=verb,
        actor_id=_id(actor),
        content_type=ContentType.objects.get_for_model(obj) if obj is not None else None,
        object_id=str(obj.pk) if obj is not None else "",
        organisation_id=_id(organisation),
        unit_id=_id(unit),
        data=data,
    )


def _id(row: Model | int | None) -> int | None:
    return getattr(row, "pk", row)
