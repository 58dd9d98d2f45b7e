"""What a practice would cost here, if a resident here costs what a resident there did."""

from dataclasses import dataclass

from tajryiba.reference.profiles.queries import UnitFacts


@dataclass(frozen=True)
class CostHere:
    """Whole som; percent of a year's budget. None where something is not known."""

    per_resident: int | None
    population: int | None
    total: int | None
    percent: float | None


def cost_here(per_resident: int | None, mine: UnitFacts) -> CostHere:
    known = per_resident is not None and mine.population is not None
    total = per_resident * mine.population if known else None
    percent = round(100 * total / mine.budget_som, 1) if total is not None and mine.budget_som else None
    return CostHere(per_resident, mine.population, total, percent)
