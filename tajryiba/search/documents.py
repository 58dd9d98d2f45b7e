"""What the apps above tell search: which of their objects are found, and how an object becomes a document.

An app writes this in its `indexing.py` and registers it from `apps.py`; its verbs call `search.domain.refresh`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Model, QuerySet

PUBLIC = "public"


@dataclass(frozen=True)
class Text:
    """The words of an object in one language, as plain text; `extra` holds names and numbers. `url` is the page."""

    title: str
    url: str
    summary: str = ""
    body: str = ""
    extra: str = ""


@dataclass(frozen=True)
class Document:
    """An object as search knows it: its texts by language and facts that all of them share.

    `visible`: who may find it, as tokens ("public", "unit:5"); `popularity`: how many took it up.
    """

    texts: dict[str, Text]
    visible: tuple[str, ...] = (PUBLIC,)
    topics: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    year: int | None = None
    fresh_on: date | None = None
    popularity: int = 0


@dataclass(frozen=True)
class Kind:
    """One kind of results. `document(obj)` is None for what nobody may find now; `rows()` loads what it reads.

    `weight` is the factor for a question of one word: «суу» asks what was done about water, and fifty municipalities
    are merely called so.
    """

    name: str
    label: str
    model: type[Model]
    document: Callable[[Model], Document | None]
    rows: Callable[[], QuerySet]
    order: int = 100
    weight: float = 1.0


@dataclass
class _Registry:
    by_name: dict[str, Kind] = field(default_factory=dict)
    by_model: dict[type[Model], Kind] = field(default_factory=dict)


_registry = _Registry()


def register(kind: Kind) -> None:
    """Call from `AppConfig.ready`."""
    _registry.by_name[kind.name] = kind
    _registry.by_model[kind.model] = kind


def kinds() -> list[Kind]:
    """All kinds, in the order of the tabs."""
    return sorted(_registry.by_name.values(), key=lambda kind: (kind.order, kind.name))


def kind_named(name: str) -> Kind | None:
    return _registry.by_name.get(name)


def kind_of(model: type[Model]) -> Kind:
    """Raises LookupError for a model that nobody registered: a fault of the program."""
    if model not in _registry.by_model:
        raise LookupError(f"Nobody finds {model.__name__}: register a search.documents.Kind")
    return _registry.by_model[model]
