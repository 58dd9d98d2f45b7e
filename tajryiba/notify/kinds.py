"""Kinds of notices. Each app registers its own in `apps.py`; what is not registered cannot be sent."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

Words = str | Callable[[dict], str]  # a lazy translation with %(fact)s in it, or a function of the facts


@dataclass(frozen=True)
class Kind:
    """One sort of notice: its words, and how it travels.

    `subject` and `body` are drawn anew for every reader, in their language, from the facts of the notice. `label` names
    the kind where the person decides about letters; `for_staff` shows it there only to who works in the admin. A kind
    with `required` cannot be switched off.
    """

    key: str
    subject: Words
    body: Words = ""
    label: str = ""
    button: str = _("Open")
    email: bool = True
    required: bool = False
    for_staff: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Call from `AppConfig.ready`; the same key again replaces the kind."""
    _kinds[kind.key] = kind


def get(key: str) -> Kind:
    """Raises LookupError for a kind that nobody registered: a fault of the program."""
    try:
        return _kinds[key]
    except KeyError:
        raise LookupError(f"No such kind of notice: {key}") from None


def known(key: str) -> Kind | None:
    return _kinds.get(key)


def to_choose(*, staff: bool) -> list[Kind]:
    """Kinds whose letters a person may switch off, in the order of their labels."""
    kinds = (kind for kind in _kinds.values() if kind.email and not kind.required and (staff or not kind.for_staff))
    return sorted(kinds, key=lambda kind: str(kind.label))
