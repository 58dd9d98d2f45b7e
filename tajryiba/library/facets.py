"""What the library can be narrowed by. A library holds hundreds of materials, so plain lists are quick enough."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tajryiba.core.folding import fold
from tajryiba.core.languages import localized
from tajryiba.core.text import one_line
from tajryiba.people.enums import Category
from tajryiba.reference.models import Topic

from .enums import Language, Level, MaterialKind, Origin
from .models import Item, Material, MaterialText, Sample

PAGE_SIZE = 20
MAX_QUERY = 200
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Entry:
    """A public material as the list knows it."""

    pk: int
    kind: str
    origin: str
    level: str
    year: int | None
    audiences: tuple[str, ...]
    topics: tuple[str, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Facet:
    """`labels` are fixed, or None where the value says it all (years) or names come from the register (topics)."""

    key: str
    label: str
    values: Callable[[Entry], tuple[str, ...]]
    labels: dict[str, str] | None = None
    open: bool = False


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


FACETS = (
    Facet("kind", _("Kind"), lambda e: (e.kind,), dict(MaterialKind.choices), open=True),
    Facet("topic", _("Topic"), lambda e: e.topics, open=True),
    Facet("language", _("Language"), lambda e: e.languages, dict(Language.choices), open=True),
    Facet("audience", _("For whom"), lambda e: e.audiences, dict(Category.choices)),
    Facet("level", _("Level"), lambda e: (e.level,) if e.level else (), dict(Level.choices)),
    Facet("origin", pgettext_lazy("of a material", "Origin"), lambda e: (e.origin,), dict(Origin.choices)),
    Facet("year", _("Year"), lambda e: (str(e.year) if e.year else UNKNOWN,)),
)


@dataclass(frozen=True)
class Choice:
    """What the address asks for; what makes no sense is mended, values are taken at their word."""

    values: dict[str, list[str]]
    query: str
    page: int

    @classmethod
    def from_query(cls, params) -> "Choice":
        values = {}
        for facet in FACETS:
            found = list(dict.fromkeys(value for value in params.getlist(facet.key) if value and len(value) <= 40))[:50]
            if found:
                values[facet.key] = found
        page = params.get("page", "")
        return cls(
            values=values,
            query=one_line(params.get("q", ""), MAX_QUERY),
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
        )


class Shelf:
    """One look at the library: what was chosen, what it shows, what else could be chosen."""

    def __init__(self, choice: Choice):
        self.choice = choice
        known = load_entries()
        self.found = known if not choice.query else _holding(known, choice.query)
        shown = [entry.pk for entry in self.found if self._matches(entry)]
        self.total = len(shown)
        self.page = _page(shown, choice.page)
        self._topics = _topic_names()

    def _matches(self, entry: Entry, without: str = "") -> bool:
        return all(
            set(facet.values(entry)) & set(self.choice.values[facet.key])
            for facet in FACETS
            if facet.key in self.choice.values and facet.key != without
        )

    def groups(self) -> list[Group]:
        """Facets with their options and counts; an option that would show nothing is left out unless it is chosen."""
        return [group for facet in FACETS if (group := self._group(facet)).options]

    def _group(self, facet: Facet) -> Group:
        chosen = self.choice.values.get(facet.key, [])
        counts = Counter(
            value for entry in self.found if self._matches(entry, facet.key) for value in facet.values(entry)
        )
        values = self._in_order(facet, {*counts, *chosen})
        options = [Option(value, self.label(facet, value), counts[value], value in chosen) for value in values]
        return Group(facet, options, facet.open or bool(chosen))

    def _in_order(self, facet: Facet, values: set[str]) -> list[str]:
        """As the fixed labels or the register stand; years downwards; what is out of nowhere last."""
        if facet.key == "year":
            return sorted(values, key=lambda value: (not value.isdecimal(), -int(value) if value.isdecimal() else 0))
        order = {value: rank for rank, value in enumerate(facet.labels or self._topics)}
        return sorted(values, key=lambda value: (order.get(value, len(order)), value))

    def label(self, facet: Facet, value: str) -> str:
        if value == UNKNOWN:
            return str(_("not known"))
        return str((facet.labels or self._topics).get(value, value))

    def chips(self) -> list[dict[str, str]]:
        """What was chosen, each to be taken off."""
        return [
            {"key": facet.key, "value": value, "label": self.label(facet, value)}
            for facet in FACETS
            for value in self.choice.values.get(facet.key, [])
        ]


def load_entries() -> list[Entry]:
    """Public materials, the newest first; a constant number of queries."""
    materials = Material.objects.published()
    wanted = materials.values("pk")
    topics = defaultdict(list)
    links = Material.topics.through.objects.filter(material_id__in=wanted)
    for material, slug in links.order_by("topic__order").values_list("material_id", "topic__slug"):
        topics[material].append(slug)
    languages = _languages(wanted)
    columns = ("pk", "kind", "origin", "level", "year", "audiences")
    rows = materials.order_by("-published_at", "-pk").values_list(*columns)
    return [
        Entry(*facts, tuple(audiences), tuple(topics[facts[0]]), tuple(sorted(languages[facts[0]])))
        for *facts, audiences in rows
    ]


def _languages(wanted) -> dict[int, set[str]]:
    """Of files that everybody may read, of links and of fillable samples; agrees with `Material.languages`."""
    found = defaultdict(set)
    items = Item.objects.filter(material_id__in=wanted).exclude(document__is_public=False)
    for material, codes in items.values_list("material_id", "languages"):
        found[material].update(codes)
    for material, *files in Sample.objects.filter(material_id__in=wanted).values_list(
        "material_id", "file_ky", "file_ru"
    ):
        found[material].update(code for code, file in zip(("ky", "ru"), files, strict=True) if file)
    return found


def _holding(entries: list[Entry], query: str) -> list[Entry]:
    """Those whose title or summary, in any language, holds every word of `query` (letters folded)."""
    words = fold(query).split()[:10]
    if not words:
        return []
    texts = MaterialText.objects.live()
    for word in words:
        texts = texts.filter(folded__contains=word)
    pks = set(texts.values_list("material_id", flat=True))
    return [entry for entry in entries if entry.pk in pks]


def _page(pks: list[int], number: int) -> Page:
    """The asked page, or the nearest one that there is."""
    paginator = Paginator(pks, PAGE_SIZE)
    return paginator.page(min(max(number, 1), max(1, math.ceil(len(pks) / PAGE_SIZE))))


def _topic_names() -> dict[str, str]:
    topics = Topic.objects.annotate(shown=localized("name")).order_by("order", "pk")
    return dict(topics.values_list("slug", "shown"))
