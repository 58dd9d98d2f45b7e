"""Dates as acts write them: 20 октября 2021 года, 20.10.2021, 2021-жылдын 20-октябры."""

import re
from datetime import date

MONTHS = {
    **dict.fromkeys(("январ", "янв"), 1),
    **dict.fromkeys(("феврал",), 2),
    **dict.fromkeys(("март",), 3),
    **dict.fromkeys(("апрел",), 4),
    **dict.fromkeys(("мая", "май"), 5),
    **dict.fromkeys(("июн",), 6),
    **dict.fromkeys(("июл",), 7),
    **dict.fromkeys(("август",), 8),
    **dict.fromkeys(("сентябр",), 9),
    **dict.fromkeys(("октябр",), 10),
    **dict.fromkeys(("ноябр",), 11),
    **dict.fromkeys(("декабр",), 12),
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
# Named groups would clash where two dates stand in one pattern: numbers only.
RUSSIAN = rf"(\d{{1,2}})\s+({_MONTH})[а-я]*\s+((?:19|20)\d\d)"
DOTTED = r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)"
KYRGYZ = rf"((?:19|20)\d\d)\s*[-–]?\s*ж(?:\.|ыл[а-яңөү]*)?\s*,?\s*(\d{{1,2}})\s*[-–]?\s*({_MONTH})[а-яңөү]*"
_FORMS = (
    (re.compile(RUSSIAN, re.I), lambda d, m, y: (int(y), MONTHS[m.lower()], int(d))),
    (re.compile(DOTTED), lambda d, m, y: (int(y), int(m), int(d))),
    (re.compile(KYRGYZ, re.I), lambda y, d, m: (int(y), MONTHS[m.lower()], int(d))),
)


def find_date(text: str) -> date | None:
    """The first date in the text that can be one."""
    found = sorted(
        ((match.start(), build(*match.groups())) for pattern, build in _FORMS for match in pattern.finditer(text)),
        key=lambda pair: pair[0],
    )
    for _start, parts in found:
        try:
            return date(*parts)
        except ValueError:  # the 31st of June: a slip of whoever wrote it
            continue
    return None
