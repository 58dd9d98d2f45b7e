"""The picture of spreading. Only what is listed is read here: a hidden adoption is neither named nor counted."""

from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from django.db.models import Count, Prefetch
from django.utils import timezone

from tajryiba.reference.models import Succession, Topic, Unit, walk
from tajryiba.reference.queries import map_point

from ..models import Practice
from .enums import FINISHED, LINE, PublicPart, Stage
from .models import Adoption, AdoptionCondition

# Rankings need a least number and a recent period, else one keen municipality makes a champion (T9).
LEAST_ADOPTERS = 2
RECENT = timedelta(days=3 * 365)
LEAST_FOR_MEDIAN = 3


@dataclass(frozen=True)
class Point:
    """A municipality on the map; text, because a template writes a number with its comma."""

    x: str
    y: str
    name: str
    is_origin: bool = False


def points(units: list[Unit], is_origin: bool = False) -> list[Point]:
    """Those of `units` whose place is known, each once."""
    placed = {unit.pk: unit for unit in units if unit.lat is not None and unit.lon is not None}
    return [Point(*map_point(unit), unit.name, is_origin) for unit in placed.values()]


def median_days(adoptions: list[Adoption]) -> int | None:
    """From the beginning to «done»; None while there are too few for it to say anything."""
    days = [days for row in adoptions if row.stage in FINISHED and (days := row.days_to_done()) is not None]
    return round(median(days)) if len(days) >= LEAST_FOR_MEDIAN else None


@dataclass
class Spread:
    """Who took up a practice, how far they are, what they changed and what failed."""

    adoptions: list[Adoption]
    origins: list[Unit] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.adoptions)

    @property
    def median_days(self) -> int | None:
        return median_days(self.adoptions)

    @property
    def done(self) -> int:
        return sum(row.stage in FINISHED for row in self.adoptions)

    @property
    def points(self) -> list[Point]:
        """The origin lies on top."""
        return [*points([row.unit for row in self.adoptions]), *points(self.origins, is_origin=True)]

    @property
    def changes(self) -> list[AdoptionCondition]:
        """Only of those who show their table."""
        shown = [row for row in self.adoptions if row.shows(PublicPart.CHANGES)]
        return [condition for row in shown for condition in row.conditions.all() if condition.change]

    @property
    def failures(self) -> list[dict]:
        """What did not work, and why some stopped: of those who tell their story."""
        told = [row for row in self.adoptions if row.shows(PublicPart.STORY)]
        stops = [{"adoption": row, "words": row.stop_reason} for row in told if row.stage == Stage.STOPPED]
        return [*stops, *({"adoption": row, "words": row.failed} for row in told if row.failed)]


def spread_of(practice: Practice) -> Spread:
    """Confirmed and done ones first. Three queries for any number of adopters."""
    rows = list(
        Adoption.objects.listed()
        .filter(practice_id=practice.pk)
        .select_related("unit__oblast", "own_practice")
        .prefetch_related("results", Prefetch("conditions", AdoptionCondition.objects.exclude(change="")))
        .order_by("started_on", "pk")
    )
    rows.sort(key=lambda row: (row.stage == Stage.STOPPED, -row.level))
    return Spread(rows, list(Unit.objects.filter(pk__in=practice.units.values("pk"))) if rows else [])


def origin_of(practice: Practice) -> Adoption | None:
    """The adoption out of which this practice grew; asked anew each time, since `practice` may be a kept one."""
    return Adoption.objects.listed().with_words().filter(own_practice_id=practice.pk).first()


@dataclass
class GivesAndTakes:
    gives: list[Adoption]
    takes: list[Adoption]

    def __bool__(self) -> bool:
        return bool(self.gives or self.takes)


def gives_and_takes(unit: Unit, limit: int = 30) -> GivesAndTakes:
    """Practices of the municipality in other hands, and those that it took up, with all that was merged into it."""
    places = {*unit.lineage(), *Unit.objects.within(unit).values_list("pk", flat=True)}
    listed = Adoption.objects.listed().with_words().order_by("-started_on", "-pk")
    own = Practice.objects.published().of_units(places).values("pk")
    return GivesAndTakes(
        gives=list(listed.filter(practice__in=own)[:limit]), takes=list(listed.filter(unit_id__in=places)[:limit])
    )


def ranking(practices=None, limit: int = 5) -> list[tuple[int, int]]:
    """Practices by how many municipalities took them up of late: (key, count)."""
    rows = Adoption.objects.listed().filter(started_on__gte=timezone.localdate() - RECENT).exclude(stage=Stage.STOPPED)
    if practices is not None:
        rows = rows.filter(practice__in=practices.values("pk"))
    counted = rows.values("practice").annotate(adopters=Count("pk")).filter(adopters__gte=LEAST_ADOPTERS)
    return [(row["practice"], row["adopters"]) for row in counted.order_by("-adopters", "-practice")[:limit]]


def most_adopted(topic: Topic) -> list[tuple[Practice, int]]:
    return _named(ranking(Practice.objects.published().of_topic(topic)))


def _named(ranked: list[tuple[int, int]]) -> list[tuple[Practice, int]]:
    found = Practice.objects.with_cards().in_bulk([pk for pk, _count in ranked])
    return [(found[pk], count) for pk, count in ranked if pk in found]


@dataclass
class Totals:
    """The public page: everything that is listed."""

    adoptions: list[Adoption]

    @property
    def total(self) -> int:
        return len(self.adoptions)

    @property
    def practices(self) -> int:
        return len({row.practice_id for row in self.adoptions})

    @property
    def municipalities(self) -> int:
        """Municipalities of today: those that were merged count as what they are now."""
        after = list(Succession.objects.values_list("predecessor_id", "successor_id"))
        ended = {old for old, _new in after}
        today = set().union(*(walk(pk, after) - ended for pk in {row.unit_id for row in self.adoptions}))
        return len(today)

    @property
    def done(self) -> int:
        return sum(row.stage in FINISHED for row in self.adoptions)

    @property
    def median_days(self) -> int | None:
        return median_days(self.adoptions)

    @property
    def stages(self) -> list[tuple[str, int]]:
        return [(stage.label, sum(row.stage == stage for row in self.adoptions)) for stage in (*LINE, Stage.STOPPED)]

    @property
    def oblasts(self) -> list[dict]:
        """By the oblast of the municipality, the largest first; the name is that of the reader's language."""
        found: dict[int, dict] = {}
        for row in self.adoptions:
            place = row.unit.oblast or row.unit
            line = found.setdefault(place.pk, {"unit": place, "total": 0, "done": 0})
            line["total"] += 1
            line["done"] += row.stage in FINISHED
        return sorted(found.values(), key=lambda line: (-line["total"], line["unit"].name))

    @property
    def by_oblast(self) -> dict[int, int]:
        return {line["unit"].pk: line["total"] for line in self.oblasts}

    @property
    def points(self) -> list[Point]:
        return points([row.unit for row in self.adoptions])

    def newest(self, limit: int = 20) -> list[Adoption]:
        return self.adoptions[:limit]


def totals() -> Totals:
    """Everything that is listed, newest first."""
    return Totals(list(Adoption.objects.listed().with_words().order_by("-started_on", "-pk")))


def most_adopted_of_all(limit: int = 10) -> list[tuple[Practice, int]]:
    return _named(ranking(limit=limit))


def public_adoption(pk: int) -> Adoption | None:
    """What everybody may read of one adoption, with its rows; None for a hidden one."""
    return (
        Adoption.objects.listed()
        .with_words()
        .select_related("own_practice", "confirmed_by")
        .prefetch_related("conditions", "steps", "budget", "results", "moves")
        .filter(pk=pk)
        .first()
    )
