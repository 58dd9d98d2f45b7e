"""What a reader narrowed the news to, from the address."""

from dataclasses import dataclass

from django.http import QueryDict

from tajryiba.core.http import MAX_ID
from tajryiba.reference.models import Topic, Unit

from ..enums import NewsKind


@dataclass(frozen=True)
class Choice:
    kind: str = ""
    topic: Topic | None = None
    unit: Unit | None = None

    @classmethod
    def from_query(cls, query: QueryDict) -> "Choice":
        """What nobody could have chosen is left out."""
        kind, slug, unit = (query.get(name, "")[:60] for name in ("kind", "topic", "unit"))
        number = int(unit) if unit.isdecimal() and unit.isascii() else 0
        return cls(
            kind=kind if kind in NewsKind.values else "",
            topic=Topic.objects.filter(slug=slug).first() if slug else None,
            unit=Unit.objects.filter(pk=number).first() if 0 < number <= MAX_ID else None,
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.kind or self.topic or self.unit)
