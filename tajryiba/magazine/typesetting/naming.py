"""How an issue is called on paper and in the name of a file."""

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tajryiba.core.languages import current_language

from ..models import Issue

NBSP = "\u00a0"
TITLE = "Муниципалитет"
ISSN = "1694-7053"
SUBTITLE = gettext_lazy("Magazine of local self-government")


def months(issue: Issue) -> str:
    """«ноябрь 2026», «июль – август 2026» in the active language."""
    names = [str(MONTHS[number]) for number in (issue.month, issue.month_to) if number]
    words = " – ".join(names if current_language() == "en" else map(str.lower, names))
    return _("%(month)s %(year)s") % {"month": words, "year": issue.year}


def numbers(issue: Issue) -> str:
    """«№ 11 (157)», «№ 7–8 (149–150)»; the year and month while no number is given."""
    inner, through = _range(issue.number, issue.number_to), _range(issue.through_number, issue.through_number_to)
    if not (inner or through):
        return issue.slug
    return f"№{NBSP}{inner or through}" + (f" ({through})" if inner and through else "")


def _range(first: int | None, last: int | None) -> str:
    return "" if first is None else f"{first}–{last}" if last else str(first)


def file_name(row) -> str:
    """munitsipalitet-2026-11-ky.pdf, munitsipalitet-suu-esepteguich-ky.epub: Latin, readable, without spaces."""
    page = row.page
    proof = "-proof" if row.is_proof else ""
    return f"munitsipalitet-{page.slug}-{page.lang}{proof}.{row.format}"
