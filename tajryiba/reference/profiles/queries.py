"""Facts of municipalities in the form in which they are compared, and as a page shows them."""

from dataclasses import dataclass

from ..enums import MUNICIPAL_KINDS, UnitKind
from ..models import Unit
from .enums import SettlementKind
from .models import FACTS, UnitProfile

AIMAK = "aimak"  # the register says that it is an ayil aimak, nobody has said of which kind


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What is known of a municipality; None is not known. Money in som a year, distance in km, staff in people."""

    unit: int
    population: int | None = None
    settlement: str | None = None
    highland: bool | None = None
    border: bool | None = None
    distance_km: int | None = None
    budget_som: int | None = None
    staff: int | None = None
    languages: frozenset[str] | None = None
    infrastructure: frozenset[str] | None = None


def facts_of(units) -> dict[int, UnitFacts]:
    """Facts of the municipalities among `units` (a queryset) by their ids. One query."""
    columns = ("pk", "kind", "population", *(f"profile__{name}" for name in FACTS))
    rows = units.filter(kind__in=MUNICIPAL_KINDS).values_list(*columns)
    return {
        pk: _facts(pk, kind, population, dict(zip(FACTS, values, strict=True)))
        for pk, kind, population, *values in rows
    }


def _facts(pk: int, kind: str, population: int | None, values: dict) -> UnitFacts:
    """The register itself tells a city from an ayil aimak; the rest is known only when somebody entered it."""
    by_register = AIMAK if kind == UnitKind.AIYL_AIMAK else SettlementKind.CITY.value
    lists = {name: frozenset(values[name]) if values[name] else None for name in ("languages", "infrastructure")}
    return UnitFacts(
        unit=pk,
        population=population or None,
        **{**values, **lists, "settlement": values["settlement"] or by_register},
    )


@dataclass(frozen=True)
class ShownFact:
    """A line of the profile on the municipality's page; `value` is None when it is not known."""

    name: str
    label: str
    value: object
    source: str
    year: int | None


def shown_profile(unit: Unit) -> list[ShownFact]:
    """Every fact of the profile, known or not, in the order of the form. One query."""
    profile = UnitProfile.objects.filter(unit=unit).first() or UnitProfile(unit=unit)
    return [
        ShownFact(
            name,
            UnitProfile._meta.get_field(name).verbose_name,
            profile.shown(name) if profile.is_known(name) else None,
            getattr(profile, f"{name}_source"),
            getattr(profile, f"{name}_year"),
        )
        for name in FACTS
    ]
