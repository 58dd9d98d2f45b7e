"""The meter of a case: how much of what readers need is there, what is missing, and why it matters."""

from dataclasses import dataclass

from .case import items_of
from .fields import Field, Group, Step
from .shape import Shape

PARTS = 10


@dataclass(frozen=True)
class Missing:
    step: Step
    item: Field | Group


@dataclass(frozen=True)
class Meter:
    percent: int
    missing: list[Missing]

    @property
    def parts(self) -> list[bool]:
        """Ten pieces of the drawing; a full one only for a full tenth."""
        return [(number + 1) * PARTS <= self.percent for number in range(PARTS)]


def meter(shape: Shape) -> Meter:
    """Weights say how much a reader misses the item; the weightiest missing one comes first."""
    asked = [(step, item) for step, item in items_of(shape.submission.depth) if item.weight]
    total = sum(item.weight for _step, item in asked)
    missing = [Missing(step, item) for step, item in asked if not shape.is_filled(item)]
    lost = sum(one.item.weight for one in missing)
    missing.sort(key=lambda one: (-getattr(one.item, "required", False), -one.item.weight))
    return Meter(round(100 * (total - lost) / total), missing)
