"""Reads over several registers, for the public pages. Each costs the same number of queries for any number of rows."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.utils.text import capfirst

from .enums import TOP_KINDS, UnitKind
from .models import Succession, Topic, Unit

STARTER = Path(__file__).parent / "starter"
MOST_FOUND = 50

# The register is older than the reform, so what is counted against is stated by those who carried it out: the agency's
# director named 231 ayil aimaks and 33 cities.
AIMAKS_AFTER_REFORM = 231
CITIES_AFTER_REFORM = 33
MUNICIPALITIES_AFTER_REFORM = AIMAKS_AFTER_REFORM + CITIES_AFTER_REFORM
REFORM_SOURCE = (
    "https://caravan-info.kg/ru/obschestvo/615269-opyt-luchshego-ayyl-okmotu-nachali-peredavat-drugim-selam.html"
)

LISTED = ("id", "kind", "slug", "name_ky", "name_ru", "name_en", "oblast_id", "district_id", "code", "lat", "lon")


@dataclass
class Group:
    """An oblast or a city of republican level, with its districts; or a district, with its municipalities."""

    unit: Unit
    members: list[Unit] = field(default_factory=list)
    groups: dict[int, "Group"] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self.members) + sum(group.count for group in self.groups.values())


def register() -> list[Group]:
    """All current municipalities by oblast and district, in the order of the reader's language. One query."""
    units = list(Unit.objects.current().by_name().only(*LISTED))
    groups = {unit.pk: Group(unit) for unit in units if unit.kind in TOP_KINDS}
    for unit in units:
        if unit.kind == UnitKind.DISTRICT and unit.oblast_id in groups:
            groups[unit.oblast_id].groups[unit.pk] = Group(unit)
    for unit in units:
        if unit.is_municipality and unit.oblast_id in groups:
            oblast = groups[unit.oblast_id]
            oblast.groups.get(unit.district_id, oblast).members.append(unit)
    return list(groups.values())


def members(unit: Unit) -> Group:
    """The current municipalities in a unit: of an oblast by district, of a district in one list. One query."""
    group = Group(unit)
    inside = list(Unit.objects.within(unit).current().exclude(pk=unit.pk).by_name().only(*LISTED))
    if unit.kind != UnitKind.DISTRICT:
        group.groups = {row.pk: Group(row) for row in inside if row.kind == UnitKind.DISTRICT}
    for row in inside:
        if row.is_municipality:
            group.groups.get(row.district_id, group).members.append(row)
    return group


def find_units(text: str) -> list[Unit]:
    """Units, also ended ones, that a reader may mean by `text`; the country is not looked for."""
    found = Unit.objects.matching(text).exclude(kind=UnitKind.COUNTRY).select_related("oblast", "district")
    return list(found.by_name()[:MOST_FOUND])


@dataclass
class History:
    """How a unit became what it is: all mergers of its lineage, the newest first, and what takes it over itself."""

    inheritances: list[Succession]
    successions: list[Succession]
    former_names: list

    def __bool__(self) -> bool:
        return bool(self.inheritances or self.successions or self.former_names)

    def predecessor(self, pk: str) -> Unit | None:
        """The predecessor with this number, as it came in an address."""
        return next((row.predecessor for row in self.inheritances if str(row.predecessor_id) == pk), None)


def history(unit: Unit) -> History:
    rows = Succession.objects.select_related("predecessor", "successor").order_by("-since", "pk")
    return History(
        inheritances=list(rows.filter(successor__in=unit.lineage())),
        successions=list(rows.filter(predecessor=unit)),
        former_names=list(unit.former_names.all()),
    )


@dataclass(frozen=True)
class Shape:
    """An oblast on the map: its outline, and where its short name stands."""

    unit: Unit
    path: str
    label: str
    x: str
    y: str


@cache
def outlines() -> dict:
    return json.loads((STARTER / "outlines.json").read_text())


def shapes(units: list[Unit]) -> list[Shape]:
    """Outlines of those of `units` that have one; see `outlines()["viewBox"]`."""
    paths = {row["code"]: row["path"] for row in outlines()["oblasts"]}
    drawn = [unit for unit in units if unit.code in paths]
    return [Shape(unit, paths[unit.code], _label(unit), *map_point(unit)) for unit in drawn]


def map_point(unit: Unit) -> tuple[str, str]:
    """Where a unit lies on the map of `outlines()`; text, because a template writes a number with its comma."""
    if unit.lat is None or unit.lon is None:
        return "0", "0"
    line = outlines()["projection"]
    return f"{line['x0'] + line['kx'] * unit.lon:.0f}", f"{line['y0'] + line['ky'] * unit.lat:.0f}"


def _label(unit: Unit) -> str:
    """The proper name alone, as a map has it: «Чүй», not «Чүй облусу». No place for one within a city's outline."""
    if unit.kind != UnitKind.OBLAST or unit.lat is None or unit.lon is None:
        return ""
    return capfirst(unit.name.rsplit(" ", 1)[0])


def topics() -> list[Topic]:
    return list(Topic.objects.all())
