"""The index in memory: for every value of a facet an integer whose bit N says "practice at position N has it".

Narrowing is `&` and `|` of integers, a count is `bit_count()`: microseconds for fifty thousand practices. One index
a process,
immutable; when the change number in the database has moved, a new one is made from the old one and the rows that
changed.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from tajryiba.core.once import once
from tajryiba.core.sorting import sort_key
from tajryiba.reference.profiles.queries import UnitFacts

from ..models import CatalogueState
from .entries import load_entries
from .facets import FACETS, Entry


@dataclass
class Index:
    seq: int = 0
    entries: dict[int, Entry] = field(default_factory=dict)
    positions: dict[int, int] = field(default_factory=dict)
    bits: dict[str, dict[str, int]] = field(default_factory=dict)
    everything: int = 0
    orders: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    places: dict[int, UnitFacts] = field(default_factory=dict)

    def matching(self, chosen: dict[str, list[str]], without: str = "") -> int:
        """Bits of practices that have, for each facet of `chosen` but `without`, at least one of its values."""
        result = self.everything
        for key, values in chosen.items():
            if key != without:
                known = self.bits[key]
                union = 0
                for value in values:
                    union |= known.get(value, 0)
                result &= union
        return result

    def counts(self, chosen: dict[str, list[str]], base: int) -> dict[str, dict[str, int]]:
        """For each facet, how many practices a value would show: other facets apply,
        the facet's own choice does not.
        """
        result = {}
        for facet in FACETS:
            mask = self.matching(chosen, without=facet.key) & base
            result[facet.key] = {value: (bits & mask).bit_count() for value, bits in self.bits[facet.key].items()}
        return result

    def of(self, pks) -> int:
        """Bits of these practices."""
        mask = 0
        for pk in pks:
            if pk in self.positions:
                mask |= 1 << self.positions[pk]
        return mask

    def page(self, mask: int, sort: str, language: str, start: int, stop: int) -> list[int]:
        """Primary keys of `mask` in the order of `sort`, from `start` up to `stop`."""
        return self.pick(mask, self.order(sort, language), start, stop)

    def pick(self, mask: int, order: Iterable[int], start: int, stop: int) -> list[int]:
        """Primary keys of `mask` as they stand in `order`, from `start` up to `stop`."""
        present = mask.to_bytes((mask.bit_length() + 7) // 8 or 1, "little")
        size, found = len(present), []
        for pk in order:
            position = self.positions[pk]
            byte = position >> 3
            if byte < size and present[byte] >> (position & 7) & 1:
                found.append(pk)
                if len(found) == stop:
                    break
        return found[start:stop]

    @cached_property
    def by_place(self) -> dict[tuple[int, ...], list[int]]:
        """For every set of municipalities the practices done there, as places in the order "fit", ascending."""
        found = defaultdict(list)
        for rank, pk in enumerate(self.order("fit", "")):
            found[self.entries[pk].units].append(rank)
        return dict(found)

    def order(self, sort: str, language: str) -> list[int]:
        key = (sort, language if sort == "title" else "")
        if key not in self.orders:
            self.orders[key] = sorted(self.entries, key=lambda pk: _sort_value(self.entries[pk], sort, language))
        return self.orders[key]


def _sort_value(entry: Entry, sort: str, language: str):
    if sort == "year":
        return (-(entry.year or 0), -entry.published, entry.pk)
    if sort == "evidence":
        return (-entry.evidence, -entry.published, entry.pk)
    if sort == "cheap":
        return (entry.cost_per_resident is None, entry.cost_per_resident or 0, -entry.published, entry.pk)
    if sort == "fit":  # among equally alike places (fit/ranking.py)
        return (
            -entry.evidence,
            entry.cost_per_resident is None,
            entry.cost_per_resident or 0,
            -entry.published,
            entry.pk,
        )
    if sort == "title":
        return (sort_key(entry.titles[language]), entry.pk)
    return (-entry.published, entry.pk)


def build(seq: int, entries: dict[int, Entry], places: dict[int, UnitFacts]) -> Index:
    """An index over `entries`; time and memory grow with their number only."""
    positions = {pk: position for position, pk in enumerate(sorted(entries))}
    members: dict[str, dict[str, list[int]]] = {facet.key: defaultdict(list) for facet in FACETS}
    for pk, position in positions.items():
        for facet in FACETS:
            for value in facet.values(entries[pk]):
                members[facet.key][value].append(position)
    bits = {key: {value: _bits(found) for value, found in values.items()} for key, values in members.items()}
    return Index(seq, entries, positions, bits, (1 << len(positions)) - 1, places=places)


def _bits(positions: list[int]) -> int:
    mask = bytearray((positions[-1] >> 3) + 1)
    for position in positions:
        mask[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(mask, "little")


_current = Index(seq=-1)
_lock = threading.Lock()


def _read_seq() -> int:
    return CatalogueState.objects.filter(pk=1).values_list("seq", flat=True).first() or 0


def current_index() -> Index:
    """The index of this moment: one query a request when nothing changed, else the changed practices are loaded too."""
    global _current
    seq = once("practices.catalogue", _read_seq)
    if seq == _current.seq:
        return _current
    with _lock:
        if seq != _current.seq:
            since = _current.seq if seq > _current.seq else -1
            changed, gone, places = load_entries(since=since)
            kept = {} if since < 0 else {pk: entry for pk, entry in _current.entries.items() if pk not in gone}
            _current = build(seq, kept | changed, places if since < 0 else _current.places | places)
        return _current


def forget() -> None:
    """For tests and benches: the next call loads everything anew."""
    global _current
    _current = Index(seq=-1)
