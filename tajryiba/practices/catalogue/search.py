"""One look at the catalogue: what was chosen, what it shows, what else could be chosen."""

import math
from dataclasses import dataclass

from django.core.cache import caches
from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.translation import get_language

from tajryiba.core.languages import localized
from tajryiba.core.text import one_line
from tajryiba.reference.models import Topic, Unit
from tajryiba.search import queries as search

from ..fit.chosen import unit_of
from ..fit.ranking import Fit
from ..models import Practice
from .facets import FACET_BY_KEY, FACETS, NOT_KNOWN, SORTS, UNKNOWN, Facet
from .index import Index, current_index

PAGE_SIZE = 12
MAX_QUERY = 200
KEPT_SECONDS = 600


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
        query = one_line(params.get("q", ""), MAX_QUERY)
        usual = "match" if query else "new"
        return cls(
            values=values,
            query=query,
            sort=sort if sort in SORTS and (query or sort != "match") else usual,
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
            unit=unit_of(params),
        )


class CatalogueResult:
    """Result of a choice; `page` is a Django page of primary keys in order."""

    def __init__(self, choice: Choice):
        self.index: Index = current_index()
        self.choice = choice
        self.fit = Fit(self.index, choice.unit) if choice.unit else None
        self.found = search.matching_ids(choice.query, "practice") if choice.query else []
        self.base = self.index.of(self.found) if choice.query else self.index.everything
        self.mask = self.index.matching(self.choice.values) & self.base
        self.total = self.mask.bit_count()
        self.page = self._page()

    def _page(self) -> Page:
        number = min(max(self.choice.page, 1), max(1, math.ceil(self.total / PAGE_SIZE)))
        paginator = Paginator(range(self.total), PAGE_SIZE)
        start = (number - 1) * PAGE_SIZE
        return Page(self._keys(start, start + PAGE_SIZE), number, paginator)

    def _keys(self, start: int, stop: int) -> list[int]:
        """What was looked for comes in the order of the search. Without a municipality nothing fits better than
        another: then what is new comes first.
        """
        if self.choice.sort == "match":
            return self.index.pick(self.mask, (pk for pk in self.found if pk in self.index.positions), start, stop)
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


def similar(pk: int, limit: int = 3) -> list[int]:
    """Other public practices most like this one in their words, filled up with those of the same main topic, best
    proven first. Kept by each web process until the practice changes, ten minutes at most.
    """
    index = current_index()
    entry = index.entries.get(pk)
    if entry is None:
        return []
    key = f"similar-{pk}-{entry.seq}-{limit}"
    alike = caches["local"].get(key)
    if alike is None:
        alike = [other for _type, other in search.alike(Practice(pk=pk), kind="practice", limit=limit)]
        caches["local"].set(key, alike, KEPT_SECONDS)
    alike = [other for other in alike if other in index.entries]
    mask = index.bits["topic"][str(entry.topics[0])] & ~index.of([pk, *alike])
    found = index.page(mask, "evidence", get_language(), 0, limit * 10)
    return [*alike, *sorted(found, key=lambda other: index.entries[other].topics[0] != entry.topics[0])][:limit]
