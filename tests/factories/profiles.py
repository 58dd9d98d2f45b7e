"""A known profile for a municipality, through the real verb."""

from tajryiba.reference.domain import set_population, set_profile
from tajryiba.reference.profiles.domain import Fact


def profile(unit, population: int | None = None, **facts):
    """`profile(unit, population=6000, highland=True)`: every fact with a source."""
    if population is not None:
        set_population(unit=unit, population=population, source="Отчёт", year=2024)
    set_profile(unit=unit, facts={name: Fact(value, "Отчёт", 2024) for name, value in facts.items()})
    return unit
