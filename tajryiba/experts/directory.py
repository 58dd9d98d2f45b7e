"""The directory of experts: published ones, narrowed by facets, the nearest first when a municipality is named.

All of them are few (hundreds), so the facets are counted here, over light rows that cost five queries however many.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import current_language
from tajryiba.people.absence.domain import away
from tajryiba.reference.distance import kilometres
from tajryiba.reference.models import Topic, Unit

from . import queries
from .enums import Availability, Kind, Spoken
from .models import Expert, ExpertTopic

PER_PAGE = 20
YES = "yes"
PHOTO = "fill-200x200|format-webp"


@dataclass(frozen=True)
class Entry:
    """A published expert as the facets see them."""

    pk: int
    kind: str
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    unit: Unit | None
    available: bool
    sort: str


@dataclass(frozen=True)
class Facet:
    """Its key is the parameter of the address; `values` are what an expert has."""

    key: str
    label: str
    values: Callable[[Entry], tuple[str, ...]]
    labels: Callable[[], dict[str, str]]


def _oblast(entry: Entry) -> tuple[str, ...]:
    return (str(entry.unit.oblast_id),) if entry.unit and entry.unit.oblast_id else ()


def _topic_labels() -> dict[str, str]:
    return {str(topic.pk): topic.name for topic in Topic.objects.all()}


def _oblast_labels() -> dict[str, str]:
    units = Unit.objects.filter(pk__in=Unit.objects.exclude(oblast=None).values("oblast")).by_name()
    return {str(unit.pk): unit.name for unit in units}


FACETS = (
    Facet("topic", _("Topic"), lambda entry: entry.topics, _topic_labels),
    Facet("speaks", _("Speaks"), lambda entry: entry.languages, lambda: dict(Spoken.choices)),
    Facet("oblast", _("Oblast"), _oblast, _oblast_labels),
    Facet("kind", _("Who"), lambda entry: (entry.kind,), lambda: dict(Kind.choices)),
    Facet(
        "available",
        _("Availability"),
        lambda entry: (YES,) if entry.available else (),
        lambda: {YES: str(_("Takes requests now"))},
    ),
)


@dataclass
class Choice:
    """What the address asks for; anything unknown is left out."""

    values: dict[str, set[str]] = field(default_factory=dict)
    unit: Unit | None = None
    page: str | None = None

    @classmethod
    def from_query(cls, query) -> "Choice":
        values = {facet.key: set(query.getlist(facet.key)[:50]) for facet in FACETS if query.getlist(facet.key)}
        number = query.get("unit", "")
        unit = None
        if number.isdecimal() and len(number) < 19:
            unit = Unit.objects.filter(pk=int(number)).select_related("oblast").first()
        return cls(values, unit, query.get("page"))


def entries() -> list[Entry]:
    """Five queries: experts with their places, topics, who is away, who has how much in hand."""
    gone, loads = away(), queries.loads()
    topics: dict[int, list[str]] = {}
    for expert_id, topic_id in ExpertTopic.objects.order_by("place").values_list("expert_id", "topic_id"):
        topics.setdefault(expert_id, []).append(str(topic_id))
    names = f"sort_{current_language()}"
    rows = Expert.objects.published().select_related("unit").order_by(names, "pk")
    rows = rows.only("kind", "languages", "availability", "load_limit", "user_id", names, "unit")
    return [
        Entry(
            row.pk,
            row.kind,
            tuple(row.languages),
            tuple(topics.get(row.pk, ())),
            row.unit,
            row.availability == Availability.NOW
            and row.user_id not in gone
            and loads.get(row.user_id, 0) < row.load_limit,
            getattr(row, names),
        )
        for row in rows
    ]


class Directory:
    """The result of a choice: a page of experts, groups of facets with counts, chips of what is chosen."""

    def __init__(self, choice: Choice):
        self.choice = choice
        self.entries = entries()
        self.labels = {facet.key: facet.labels() for facet in FACETS}
        self.found = sorted((entry for entry in self.entries if self._fits(entry)), key=self._nearness)
        self.page = Paginator(self.found, PER_PAGE).get_page(choice.page)
        self.rows = self._rows()

    def _fits(self, entry: Entry, *, but: str = "") -> bool:
        return all(
            facet.key == but or not (chosen := self._chosen(facet)) or chosen & set(facet.values(entry))
            for facet in FACETS
        )

    def _chosen(self, facet: Facet) -> set[str]:
        return self.choice.values.get(facet.key, set()) & self.labels[facet.key].keys()

    def _nearness(self, entry: Entry) -> tuple:
        """Of the same municipality, then by distance, then of the same oblast, then the others; by name."""
        here, there = self.choice.unit, entry.unit
        if here is None:
            return (entry.sort, entry.pk)
        if there is None:
            return (3, 0.0, entry.sort, entry.pk)
        km = 0.0 if here.pk == there.pk else kilometres(here, there)
        if km is not None:
            return (0, km, entry.sort, entry.pk)
        return (1 if here.oblast_id == there.oblast_id else 2, 0.0, entry.sort, entry.pk)

    def _rows(self) -> list[dict]:
        """The experts of the page, with all that a row shows, in the order of the page."""
        ids = [entry.pk for entry in self.page.object_list]
        rows = Expert.objects.published().select_related("organisation", "unit__oblast", "photo")
        experts = {row.pk: row for row in rows.prefetch_related("expert_topics__topic").filter(pk__in=ids)}
        done = queries.deeds_of(list(experts.values()))
        available = {entry.pk: entry.available for entry in self.page.object_list}
        return [
            {"expert": experts[pk], "deeds": done.get(pk, []), "available": available[pk]}
            for pk in ids
            if pk in experts
        ]

    def groups(self) -> list[dict]:
        groups = []
        for facet in FACETS:
            counts: dict[str, int] = {}
            for entry in self.entries:
                if self._fits(entry, but=facet.key):
                    for value in facet.values(entry):
                        counts[value] = counts.get(value, 0) + 1
            chosen = self._chosen(facet)
            options = [
                {"value": value, "label": label, "count": counts.get(value, 0), "chosen": value in chosen}
                for value, label in self.labels[facet.key].items()
                if value in counts or value in chosen
            ]
            if options:
                groups.append({"facet": facet, "options": options})
        return groups

    def chips(self) -> list[dict]:
        return [
            {"key": facet.key, "value": value, "label": self.labels[facet.key][value]}
            for facet in FACETS
            for value in sorted(self._chosen(facet))
        ]

    @property
    def total(self) -> int:
        return len(self.found)
