"""How alike two municipalities are, 0–100. docs/fit.md says the same for people; weights and thresholds are our own.

Pure functions over `UnitFacts`: no database, no language. The words for each part are in words.py.
"""

import math
from dataclasses import dataclass

from tajryiba.reference.profiles.queries import AIMAK, UnitFacts

# Weights add up to 100, so a weight is also the points that a fact can give.
WEIGHTS = {
    "population": 25,
    "settlement": 15,
    "highland": 15,
    "budget_som": 15,
    "distance_km": 10,
    "border": 5,
    "staff": 5,
    "languages": 5,
    "infrastructure": 5,
}
FAR_APART = 8  # one is eight times the other: nothing in common
FAR_AWAY_KM = 100
UNKNOWN = 0.5  # a fact that is not known of either side speaks neither for nor against

_NEAR = {
    frozenset({"city", "suburban"}): 0.5,
    frozenset({"suburban", "rural"}): 0.5,
    frozenset({AIMAK, "suburban"}): 0.75,
    frozenset({AIMAK, "rural"}): 0.75,
}


@dataclass(frozen=True, slots=True)
class Part:
    """One fact of both: `likeness` 0–1, or None when it is not known of one of them."""

    name: str
    mine: object
    theirs: object
    likeness: float | None

    @property
    def weight(self) -> int:
        return WEIGHTS[self.name]

    @property
    def points(self) -> float:
        return self.weight * (UNKNOWN if self.likeness is None else self.likeness)


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` is None when not one fact is known of both: then nothing can be said."""

    score: int | None
    parts: tuple[Part, ...]

    @property
    def known(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.likeness is not None)

    @property
    def missing(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.likeness is None)

    @property
    def is_rough(self) -> bool:
        """Less than half of the weight is known."""
        return sum(part.weight for part in self.known) < 50


def compare(mine: UnitFacts, theirs: UnitFacts) -> Likeness:
    parts = tuple(_part(name, getattr(mine, name), getattr(theirs, name)) for name in WEIGHTS)
    if all(part.likeness is None for part in parts):
        return Likeness(None, parts)
    return Likeness(round_half_up(sum(part.points for part in parts)), parts)


def score(mine: UnitFacts, theirs: UnitFacts) -> int | None:
    """`compare(mine, theirs).score` without the parts: for ranking."""
    total, nothing = 0.0, True
    for name, weight, measure in _PLAN:
        one, other = getattr(mine, name), getattr(theirs, name)
        if one is None or other is None:
            total += weight * UNKNOWN
        else:
            total += weight * measure(one, other)
            nothing = False
    return None if nothing else round_half_up(total)


def round_half_up(value: float) -> int:
    return math.floor(value + 0.5)


def _part(name: str, mine, theirs) -> Part:
    known = mine is not None and theirs is not None
    return Part(name, mine, theirs, _MEASURES[name](mine, theirs) if known else None)


def _ratio(mine: int, theirs: int) -> float:
    """1 for equal numbers, down to 0 when one is eight times the other; a zero is like nothing but a zero."""
    if mine == theirs:
        return 1.0
    if not mine or not theirs:
        return 0.0
    return max(0.0, 1 - abs(math.log2(theirs / mine)) / math.log2(FAR_APART))


def _same(mine, theirs) -> float:
    return float(mine == theirs)


def _settlement(mine: str, theirs: str) -> float:
    return 1.0 if mine == theirs else _NEAR.get(frozenset({mine, theirs}), 0.0)


def _distance(mine: int, theirs: int) -> float:
    return max(0.0, 1 - abs(mine - theirs) / FAR_AWAY_KM)


def _overlap(mine: frozenset, theirs: frozenset) -> float:
    """What both have, out of what either has."""
    return len(mine & theirs) / len(mine | theirs)


_MEASURES = {
    "population": _ratio,
    "settlement": _settlement,
    "highland": _same,
    "budget_som": _ratio,
    "distance_km": _distance,
    "border": _same,
    "staff": _ratio,
    "languages": _overlap,
    "infrastructure": _overlap,
}
_PLAN = [(name, weight, _MEASURES[name]) for name, weight in WEIGHTS.items()]
