"""How an issue is called in a list, and the title of its page."""

from django.utils import translation
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from tajryiba.core.languages import current_language

from ..models import Issue


def name(issue: Issue) -> str:
    """«№ 9 (155), сентябрь 2024» in the active language."""
    number = _span(issue.number, issue.number_to)
    through = _span(issue.through_number, issue.through_number_to)
    if number:
        number = f"№\u00a0{number}" + (f" ({through})" if through else "")
    elif through:
        number = f"№\u00a0{through}"
    return ", ".join(filter(None, [number, months(issue)]))


def months(issue: Issue) -> str:
    words = " – ".join(_month(month) for month in (issue.month, issue.month_to) if month)
    return _("%(month)s %(year)s") % {"month": words, "year": issue.year}


def page_title(issue: Issue, lang: str) -> str:
    with translation.override(lang):
        return _("Magazine «Municipality», %(issue)s") % {"issue": name(issue)}


def _month(month: int) -> str:
    """As it stands within a line: with a capital letter in English only."""
    word = str(MONTHS[month])
    return word if current_language() == "en" else word.lower()


def _span(first: int | None, last: int | None) -> str:
    return "" if first is None else f"{first}–{last}" if last else str(first)
