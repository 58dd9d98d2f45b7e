"""What a collection may hold besides materials: apps above register their objects here, by the address of their page.

An editor pastes the address of a practice; the collection keeps which object it is, and asks the app above for a line
about it whenever the collection is shown. What is not public any more is left out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.functional import Promise


@dataclass(frozen=True)
class Line:
    """How an object is shown: title and summary in `lang`, its page, and what it is ("Practice")."""

    title: str
    summary: str
    url: str
    lang: str
    kind: str


@dataclass(frozen=True)
class Shelved:
    """`url_names` are the addresses of the object's page, with its key as `pk`; `lines(pks)` gives a line for each of
    those that are public, in a constant number of queries.
    """

    model: type[Model]
    kind: str | Promise
    url_names: frozenset[str]
    lines: Callable[[list[int]], dict[int, Line]]


_shelved: list[Shelved] = []


def register(kind: Shelved) -> None:
    """Call from `AppConfig.ready`; the same model is kept once."""
    if all(known.model is not kind.model for known in _shelved):
        _shelved.append(kind)


def kinds() -> list[Shelved]:
    return list(_shelved)


def find(address: str) -> tuple[ContentType, int] | None:
    """The object whose page has this address, with or without the host; None when it is none, or not public."""
    path = urlsplit(address.strip()).path
    language = translation.get_language_from_path(path)
    try:
        with translation.override(language or translation.get_language()):
            match = resolve(path)
    except Resolver404:
        return None
    pk = match.kwargs.get("pk")
    kind = next((kind for kind in _shelved if match.url_name in kind.url_names), None)
    if kind is None or pk not in kind.lines([pk]):
        return None
    return ContentType.objects.get_for_model(kind.model), pk


def lines(wanted: list[tuple[int, int]]) -> dict[tuple[int, int], Line]:
    """Lines of (content type, key), one call a kind."""
    found = {}
    for kind in _shelved:
        type_id = ContentType.objects.get_for_model(kind.model).pk
        pks = [pk for content_type, pk in wanted if content_type == type_id]
        if pks:
            found |= {(type_id, pk): line for pk, line in kind.lines(pks).items()}
    return found
