"""Which practices stand side by side: the address says it, so that it can be kept, sent and printed."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from tajryiba.reference.models import Unit

from ..fit.chosen import unit_of

FEWEST, MOST = 2, 4


@dataclass(frozen=True)
class Selection:
    """`pks` as asked for, each once; `too_many` when more than four were."""

    pks: tuple[int, ...]
    too_many: bool
    unit: Unit | None

    @classmethod
    def from_query(cls, params) -> "Selection":
        numbers = [value for value in params.getlist("id") if value.isascii() and value.isdigit() and len(value) < 12]
        pks = tuple(dict.fromkeys(int(value) for value in numbers))
        return cls(pks[:MOST], len(pks) > MOST, unit_of(params))

    def address(self, pks) -> str:
        query = [("id", pk) for pk in pks] + ([("unit", self.unit.pk)] if self.unit else [])
        return f"{reverse('practice_compare')}?{urlencode(query)}" if query else reverse("practice_compare")

    def with_one(self, pk: int) -> str:
        return self.address((*self.pks, pk))

    def without(self, pk: int) -> str:
        return self.address(other for other in self.pks if other != pk)
