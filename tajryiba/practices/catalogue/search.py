"""One look at the catalogue: what was chosen, what it shows, what else could be chosen."""

import math
from dataclasses import dataclass

from django.core.cache import caches
from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.translation import get_language

from tajryiba.core.folding import fold
from tajryiba.core.languages import localized
from tajryiba.reference.models import Topic, Unit

from ..fit.chosen import unit_of
from ..fit.ranking import Fit
from ..models import PracticeText
from .facets import FACET_BY_KEY, FACETS, NOT_KNOWN, SORTS, UNKNOWN, Facet
from .index import Index, current_index

PAGE_SIZE = 12
MAX_QUERY = 200


@dataclass(frozen=True)
class Chip:
    """A chosen value, with what is left of the address without it."""

    label: str
    key: str
    value: str


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Group:
    facet: Facet
    options: list[Option]
    open: bool


@dataclass(frozen=True)
class Choice:
    """What the address asks for; order and page are mended when they make no sense, values are taken at their word."""

    values: dict[str, list[str]]
    query: str
    sort: str
    page: int
    unit: Unit | None = None

    @classmethod
    def from_query(cls, params) -> "Choice":
        values = {}
        for facet in FACETS:
            found = list(dict.fromkeys(value for value in params.getlist(facet.key) if value and len(value) <= 40))[:50]
            if found:
                values[facet.key] = found
        sort = params.get("sort", "")
        page = params.get("page", "")
        return cls(
            values=values,
            query=" ".join(params.get("q", "").replace("\0", "").split())[:MAX_QUERY],
            sort=sort if sort in SORTS else "new",
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
            unit=unit_of(params),
        )


class CatalogueResult:
    """Result of a choice; `page` is a Django page of primary keys in order."""

    def __init__(self, choice: Choice):
        self.index: Index = current_index()
        self.choice = choice
        self.fit = Fit(self.index, choice.unit) if choice.unit else None
        self.base = self.index.everything if not choice.query else self.index.of(matching_words(choice.query))
        self.mask = self.index.matching(self.choice.values) & self.base
        self.total = self.mask.bit_count()
        self.page = self._page()

    def _page(self) -> Page:
        number = min(max(self.choice.page, 1), max(1, math.ceil(self.total / PAGE_SIZE)))
        paginator = Paginator(range(self.total), PAGE_SIZE)
        start = (number - 1) * PAGE_SIZE
        return Page(self._keys(start, start + PAGE_SIZE), number, paginator)

    def _keys(self, start: int, stop: int) -> list[int]:
        """Without a municipality nothing fits better than another: then what is new comes first."""
        if self.choice.sort != "fit":
            return self.index.page(self.mask, self.choice.sort, get_language(), start, stop)
        if self.fit is None:
            return self.index.page(self.mask, "new", get_language(), start, stop)
        return self.index.pick(self.mask, self.fit.order(), start, stop)

    def groups(self) -> list[Group]:
        """Facets with their options; an option that would show nothing is left out unless it is chosen."""
        names = register_names()
        counts = self.index.counts(self.choice.values, self.base)
        return [group for facet in FACETS if (group := self._group(facet, counts[facet.key], names)).options]

    def _group(self, facet: Facet, counts: dict[str, int], names) -> Group:
        chosen = self.choice.values.get(facet.key, [])
        options = [
            Option(value, label_of(facet, value, names), count, value in chosen)
            for value, count in (counts | dict.fromkeys(set(chosen) - counts.keys(), 0)).items()
            if count or value in chosen
        ]
        options.sort(key=_order(facet))
        return Group(facet, options, facet.open or bool(chosen))

    def chips(self) -> list[Chip]:
        names = register_names()
        return [
            Chip(label_of(FACET_BY_KEY[key], value, names), key, value)
            for key, values in self.choice.values.items()
            for value in values
        ]


def _order(facet: Facet):
    """Unknown last; by size, by the given order, or (years) downwards."""
    fixed = {value: rank for rank, value in enumerate(facet.labels or ())}
    if facet.by_size:
        return lambda option: (option.value == UNKNOWN, -option.count, option.label)
    if fixed:
        return lambda option: fixed.get(option.value, len(fixed))
    return lambda option: (option.value == UNKNOWN, -int(option.value) if option.value.isdecimal() else 0)


def label_of(facet: Facet, value: str, names: dict[str, dict[str, str]]) -> str:
    """What a person reads for a value; a value out of nowhere is shown as it was typed."""
    if value == UNKNOWN:
        return str(NOT_KNOWN)
    labels = names[facet.register] if facet.register else facet.labels or {}
    return str(labels.get(value, value))


def register_names() -> dict[str, dict[str, str]]:
    """Names of topics, oblasts and districts in the page's language; kept for a minute in each process."""
    key = f"catalogue-names-{get_language()}"
    names = caches["local"].get(key)
    if names is None:
        columns = ("pk", "shown")
        topics = Topic.objects.annotate(shown=localized("name")).values_list(*columns)
        areas = Unit.objects.filter(Q(kind__in=["oblast", "republic_city", "district"]))
        units = areas.annotate(shown=localized("name")).values_list(*columns)
        names = {"topics": {str(pk): name for pk, name in topics}, "units": {str(pk): name for pk, name in units}}
        caches["local"].set(key, names, 60)
    return names


def matching_words(query: str):
    """Practices whose title or summary, in any language, holds every word of `query` (letters folded)."""
    texts = PracticeText.objects.filter(live=True)
    words = fold(query).split()[:10]
    if not words:
        return []
    for word in words:
        texts = texts.filter(folded__contains=word)
    return texts.values_list("practice_id", flat=True)


def similar(pk: int, limit: int = 3) -> list[int]:
    """Other public practices of the same main topic, best proven first; costs no query of its own."""
    index = current_index()
    entry = index.entries.get(pk)
    if entry is None:
        return []
    mask = index.bits["topic"][str(entry.topics[0])] & ~index.of([pk])
    found = index.page(mask, "evidence", get_language(), 0, limit * 10)
    return sorted(found, key=lambda other: index.entries[other].topics[0] != entry.topics[0])[:limit]
