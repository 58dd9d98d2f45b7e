"""The working calendar of the Kyrgyz Republic: clocks that count working days stand on it.

Saturday and Sunday are free; public holidays come from the `holidays` library, which only estimates the days of
religious feasts; `SpecialDay` rows, edited by the staff, overrule both. Rows are read in one query for each call, so
that a correction counts at once in every process; only the library's years, which never change, are kept in memory.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

from .models import SpecialDay

ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def _year(year: int):
    return country_holidays("KG", years=year)


def _usually_works(day: date) -> bool:
    """By the library alone, which also knows the Saturdays that became working days by a decree."""
    return _year(day.year).is_working_day(day)


def _calendar(**period) -> Callable[[date], bool]:
    """A function that answers for many days after one query."""
    special = dict(SpecialDay.objects.filter(**period).values_list("date", "is_working"))
    return lambda day: special[day] if day in special else _usually_works(day)


def is_working_day(day: date) -> bool:
    return _calendar(date=day)(day)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day` (before it, if negative); 0 gives `day` itself."""
    step = ONE_DAY if count > 0 else -ONE_DAY
    works = _calendar(**{"date__gt" if count > 0 else "date__lt": day})
    left = abs(count)
    while left:
        day += step
        left -= works(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days come after `start` up to and including `end`; negative when `end` is before `start`.

    So that working_days_between(day, add_working_days(day, n)) == n.
    """
    if end < start:
        return -_count(end - ONE_DAY, start - ONE_DAY)
    return _count(start, end)


def _count(start: date, end: date) -> int:
    works = _calendar(date__gt=start, date__lte=end)
    return sum(works(start + ONE_DAY * number) for number in range(1, (end - start).days + 1))
