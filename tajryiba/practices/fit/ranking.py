"""All public practices as one municipality sees them: in the order of likeness, each with its reasons.

The likeness is one of places, and there are few places (some five hundred): it is worked out once for each, and the
index holds the practices of each place in the order that decides between equals. So fifty thousand practices cost what
five hundred places do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from tajryiba.reference.models import Unit
from tajryiba.reference.profiles.queries import UnitFacts, facts_of

from .formula import WEIGHTS, Likeness, compare, score

NOT_COMPARABLE, OWN = 101, 102  # heaps after those of 100, 99, … 0


@dataclass(frozen=True)
class Seen:
    """A practice seen from a municipality: `own`, or how alike the most alike of its places is (None: not known)."""

    own: bool
    place: int | None
    likeness: Likeness | None


class Fit:
    """`index` is the catalogue's. Costs two queries, whatever its size."""

    def __init__(self, index, unit: Unit):
        self.index = index
        self.unit = unit
        self.mine: UnitFacts = facts_of(Unit.objects.filter(pk=unit.pk))[unit.pk]
        self.own = unit.lineage()

    @property
    def known_facts(self) -> int:
        return sum(getattr(self.mine, name) is not None for name in WEIGHTS)

    @property
    def all_facts(self) -> int:
        return len(WEIGHTS)

    def seen(self, pk: int) -> Seen:
        units = self.index.entries[pk].units
        if not self.own.isdisjoint(units):
            return Seen(True, None, None)
        known = [(self._likeness(unit), -order, unit) for order, unit in enumerate(units)]
        known = [row for row in known if row[0] is not None and row[0].score is not None]
        if not known:
            return Seen(False, None, None)
        best, _order, place = max(known, key=lambda row: (row[0].score, row[1]))
        return Seen(False, place, best)

    def _likeness(self, unit: int) -> Likeness | None:
        facts = self.index.places.get(unit)
        return compare(self.mine, facts) if facts else None

    def order(self) -> Iterator[int]:
        """All practices, most alike first, then those that nothing can be compared of, the municipality's own last.

        Lazy: whoever wants the first page pays for the first heaps only.
        """
        scores = {pk: score(self.mine, facts) for pk, facts in self.index.places.items()}
        heaps: list[list[list[int]]] = [[] for _ in range(OWN + 1)]
        for units, ranks in self.index.by_place.items():
            heaps[self._heap(units, scores)].append(ranks)
        in_order = self.index.order("fit", "")
        for heap in heaps:
            for rank in sorted(chain.from_iterable(heap)):
                yield in_order[rank]

    def _heap(self, units: tuple[int, ...], scores: dict[int, int | None]) -> int:
        if not self.own.isdisjoint(units):
            return OWN
        known = [scores[unit] for unit in units if scores.get(unit) is not None]
        return 100 - max(known) if known else NOT_COMPARABLE
