"""What experts work on and comment: apps above register their models, this app knows no more about them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Model, QuerySet, prefetch_related_objects
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation

from tajryiba.core.languages import LANGUAGES, current_language


@dataclass(frozen=True)
class Thing:
    """One model. `is_public(obj)`, `title(obj)`, `url(obj)` answer in the active language from what `rows()` loaded.

    An editor pastes the address of its public page to ask for a comment: `pages` are names of addresses that carry the
    key, `at_path(path)` finds what has its address otherwise (a page of Wagtail's tree). Without either nobody is asked
    about it. `place(obj)` is (organisation_id, unit_id) for duties and indicators,
    `topics(obj)` are keys of topics.
    """

    model: type[Model]
    is_public: Callable[[Model], bool]
    title: Callable[[Model], str]
    url: Callable[[Model], str]
    rows: Callable[[], QuerySet]
    pages: tuple[str, ...] = ()
    at_path: Callable[[str], Model | None] | None = None
    place: Callable[[Model], tuple[int | None, int | None]] = lambda obj: (None, None)
    topics: Callable[[Model], Iterable[int]] = lambda obj: ()


_things: dict[type[Model], Thing] = {}


def register(thing: Thing) -> None:
    """Call from `AppConfig.ready`."""
    _things[thing.model] = thing


def of(obj: Model | None) -> Thing | None:
    """None for what was deleted and for a model that nobody registered: it is not shown."""
    return _things.get(type(obj))


def commented() -> list[Thing]:
    """Those about which an editor may ask for a comment."""
    return [thing for thing in _things.values() if thing.pages or thing.at_path]


def is_public(obj: Model | None) -> bool:
    thing = of(obj)
    return thing is not None and bool(thing.is_public(obj))


def loaded(records: Iterable) -> list:
    """Rows with a generic `obj`, with what their titles need: a few queries for each model, however many rows."""
    rows = list(records)
    prefetch_related_objects(rows, GenericPrefetch("obj", [thing.rows() for thing in _things.values()]))
    return rows


def at_address(text: str) -> Model | None:
    """The public object whose page has this address, with or without the host; None when it is nothing of the kind."""
    path = urlsplit(text.strip()).path
    language = path.strip("/").partition("/")[0]
    with translation.override(language if language in LANGUAGES else current_language()):
        try:
            found = resolve(path)
        except Resolver404:
            return None
    candidates = (_found(thing, found, path) for thing in commented())
    return next((obj for obj in candidates if is_public(obj)), None)


def _found(thing: Thing, found: ResolverMatch, path: str) -> Model | None:
    if found.url_name in thing.pages:
        pk = found.kwargs.get("pk", 0)
        return thing.rows().filter(pk=pk).first() if pk < 2**63 else None
    return thing.at_path(path) if thing.at_path else None
