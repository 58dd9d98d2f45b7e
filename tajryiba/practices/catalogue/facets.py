"""What the catalogue can be narrowed by. A facet says which values a practice has;
its key is the parameter of the address.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..enums import BudgetMechanism, EvidenceLevel, Origin, Participation

UNKNOWN = "unknown"
NOT_KNOWN = _("not known")

POPULATION = (
    (5_000, "5k", _("up to 5 thousand")),
    (10_000, "10k", _("5–10 thousand")),
    (50_000, "50k", _("10–50 thousand")),
)
POPULATION_TOP = ("more", _("more than 50 thousand"))
COST = ((100, "100", _("up to 100 som")), (500, "500", _("100–500 som")), (2_000, "2000", _("500–2 000 som")))
COST_TOP = ("more", _("more than 2 000 som"))


@dataclass(frozen=True)
class Entry:
    """A public practice as the catalogue knows it."""

    pk: int
    seq: int
    topics: tuple[int, ...]
    units: tuple[int, ...]
    oblasts: tuple[int, ...]
    districts: tuple[int, ...]
    year: int | None
    population: int | None
    cost: int | None
    cost_per_resident: int | None
    evidence: int
    participation: tuple[str, ...]
    budget: tuple[str, ...]
    origin: str
    languages: tuple[str, ...]
    published: float
    titles: dict[str, str]


@dataclass(frozen=True)
class Facet:
    """`values` of an entry are strings of the address; `labels` are fixed, or None when names come from a register.

    `by_size`: values with more practices come first; otherwise in the order of `labels`, or of the value downwards.
    """

    key: str
    label: str
    values: Callable[[Entry], tuple[str, ...]]
    labels: dict[str, str] | None = None
    register: str = ""
    by_size: bool = False
    open: bool = False


def bucket(value: int | None, limits, top) -> tuple[str, ...]:
    if value is None:
        return (UNKNOWN,)
    return (next((key for limit, key, _label in limits if value <= limit), top[0]),)


def bucket_labels(limits, top) -> dict[str, str]:
    return {key: label for _limit, key, label in limits} | {top[0]: top[1], UNKNOWN: NOT_KNOWN}


def _strings(values) -> tuple[str, ...]:
    return tuple(str(value) for value in values)


FACETS = (
    Facet("topic", _("Topic"), lambda e: _strings(e.topics), register="topics", by_size=True, open=True),
    Facet(
        "oblast", _("Oblast"), lambda e: _strings(e.oblasts) or (UNKNOWN,), register="units", by_size=True, open=True
    ),
    Facet("district", _("District"), lambda e: _strings(e.districts) or (UNKNOWN,), register="units", by_size=True),
    Facet("year", _("Year"), lambda e: (str(e.year) if e.year else UNKNOWN,)),
    Facet(
        "population",
        _("Population of the municipality"),
        lambda e: bucket(e.population, POPULATION, POPULATION_TOP),
        bucket_labels(POPULATION, POPULATION_TOP),
    ),
    Facet(
        "cost",
        _("Cost per resident"),
        lambda e: bucket(e.cost_per_resident, COST, COST_TOP),
        bucket_labels(COST, COST_TOP),
    ),
    Facet(
        "evidence",
        _("Evidence"),
        lambda e: (str(e.evidence),),
        {str(level.value): level.label for level in reversed(EvidenceLevel)},
        open=True,
    ),
    Facet(
        "participation",
        _("How residents took part"),
        lambda e: e.participation,
        dict(Participation.choices),
        by_size=True,
    ),
    Facet("budget", _("Budget mechanism"), lambda e: e.budget, dict(BudgetMechanism.choices), by_size=True),
    Facet("origin", pgettext_lazy("of a practice", "Origin"), lambda e: (e.origin,), dict(Origin.choices), open=True),
    Facet(
        "text",
        _("Language of the full text"),
        lambda e: e.languages,
        {"ky": "Кыргызча", "ru": "Русский", "en": "English"},
    ),
)
FACET_BY_KEY = {facet.key: facet for facet in FACETS}

SORTS = {
    "match": _("best answer first"),
    "new": _("newly added first"),
    "fit": _("fits my municipality"),
    "year": _("recent years first"),
    "evidence": _("best proven first"),
    "cheap": _("cheapest per resident first"),
    "title": _("by title"),
}
