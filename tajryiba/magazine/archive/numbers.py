"""How people name an issue: «№ 9 (155)», "155", "9/2024", "2024-09", "2024"."""

import re
from dataclasses import dataclass

from django.db.models import Q

_BOTH = re.compile(r"(\d{1,3})(?:-\d{1,3})?\((\d{1,5})(?:-\d{1,5})?\)")
_YEARLY = re.compile(r"(\d{1,3})(?:\((\d{1,5})\))?[/.,-](20\d\d)|(20\d\d)[/.,-](\d{1,3})")
_PLAIN = re.compile(r"(\d{1,5})(?:-\d{1,5})?")
_YEAR = re.compile(r"20[1-9]\d")
_NOISE = re.compile(r"(?i)[№#\s]|^no\.?|^n\b")
MOST = 32_000


@dataclass(frozen=True)
class Asked:
    """What was understood: a number in the year, a through-number, a year; `either` may be any of the first two."""

    number: int | None = None
    through: int | None = None
    year: int | None = None
    either: int | None = None


def understand(text: str) -> Asked | None:
    """None when it names no issue."""
    text = _NOISE.sub("", text).replace("–", "-").replace("—", "-")
    if found := _YEARLY.fullmatch(text):
        number, through, year, year_first, second = found.groups()
        return _fit(Asked(int(number or second), int(through) if through else None, int(year or year_first)))
    if found := _BOTH.fullmatch(text):
        return _fit(Asked(number=int(found[1]), through=int(found[2])))
    if _YEAR.fullmatch(text):
        return Asked(year=int(text))
    found = _PLAIN.fullmatch(text)
    return _fit(Asked(either=int(found[1]))) if found else None


def _fit(asked: Asked) -> Asked | None:
    """None for a number that no column can hold."""
    return None if max(asked.number or 0, asked.through or 0, asked.either or 0) > MOST else asked


def of_issues(asked: Asked, prefix: str = "") -> Q:
    """A condition on issues, or on what `prefix` ("page__issue__") leads to them from. Double issues have both."""
    condition = Q()
    if asked.year:
        condition &= Q(**{f"{prefix}year": asked.year})
    if asked.number:
        condition &= _covers(prefix, "number", asked.number)
    if asked.through:
        condition &= _covers(prefix, "through_number", asked.through)
    if asked.either is not None:
        condition &= _covers(prefix, "number", asked.either) | _covers(prefix, "through_number", asked.either)
    return condition


def _covers(prefix: str, name: str, value: int) -> Q:
    last = Q(**{f"{prefix}{name}_to__gte": value}) & Q(**{f"{prefix}{name}__lte": value})
    return Q(**{f"{prefix}{name}": value}) | last
