"""How an issue is called: its months, its numbers, the title of its page."""

from datetime import date

from django.utils import translation
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from tajryiba.core.languages import current_language

from ..models import Issue

NBSP = "\u00a0"


def _month(number: int) -> str:
    """Inside a line: with a capital letter in English only."""
    word = str(MONTHS[number])
    return word if current_language() == "en" else word.lower()


def months(issue: Issue) -> str:
    """«ноябрь 2026», «июль – август 2026» in the active language."""
    words = " – ".join(_month(number) for number in (issue.month, issue.month_to) if number)
    return _("%(month)s %(year)s") % {"month": words, "year": issue.year}


def cover_months(issue: Issue) -> str:
    """As short as a cover needs: «ноябрь 2026», «07–08.2026»."""
    if issue.month_to:
        return f"{issue.month:02}–{issue.month_to:02}.{issue.year}"
    return f"{_month(issue.month)} {issue.year}"


def _range(first: int | None, last: int | None) -> str:
    return "" if first is None else f"{first}–{last}" if last else str(first)


def numbers(issue: Issue) -> str:
    """«№ 11 (157)», «№ 7–8 (149–150)»; empty while no number is given."""
    inner, through = _range(issue.number, issue.number_to), _range(issue.through_number, issue.through_number_to)
    if not inner:
        return f"№{NBSP}{through}" if through else ""
    return f"№{NBSP}{inner}" + (f" ({through})" if through else "")


def short_number(issue: Issue) -> str:
    """«№ 11», or the month where no number is known."""
    inner = _range(issue.number, issue.number_to)
    return f"№{NBSP}{inner}" if inner else cover_months(issue)


def name(issue: Issue) -> str:
    """«№ 11 (157), ноябрь 2026»."""
    return ", ".join(filter(None, [numbers(issue), months(issue)]))


def page_title(issue: Issue, lang: str) -> str:
    """The title of the issue's own page in a language."""
    with translation.override(lang):
        return _("Magazine «Municipality», %(issue)s") % {"issue": name(issue)}


def period(issue: Issue) -> tuple[date, date]:
    """First and last day of the issue's month, or of both months of a double issue."""
    last = issue.month_to or issue.month
    year, month = issue.year + last // 12, last % 12 + 1
    return date(issue.year, issue.month, 1), date.fromordinal(date(year, month, 1).toordinal() - 1)
