"""An issue in words, and the line by which an article is cited."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tajryiba.core.languages import current_language

from ..models import ArticlePage, Issue

DASH = "\u2013"
ISSN = "1694-7053"


def issue_number(issue: Issue) -> str:
    """«11», of a double one «7–8», "" when it has none."""
    numbers = [str(number) for number in (issue.number, issue.number_to) if number]
    return DASH.join(numbers)


def issue_words(issue: Issue) -> str:
    """«№ 11 · November 2026»."""
    months = [_month(issue.year, month) for month in (issue.month, issue.month_to) if month]
    number = issue_number(issue)
    return " · ".join(filter(None, [f"№\u00a0{number}" if number else "", f" {DASH} ".join(months)]))


def _month(year: int, month: int) -> str:
    """In the middle of a sentence: a small letter, but in English."""
    words = date_format(date(year, month, 1), "YEAR_MONTH_FORMAT")
    return words if current_language() == "en" else words[:1].lower() + words[1:]


def magazine_name() -> str:
    return pgettext("name of the magazine", "Municipality")


def citation(page: ArticlePage, authors: list[str], issue: Issue | None) -> str:
    """As one cites it: by GOST R 7.0.100 on Kyrgyz and Russian pages, near to APA on English ones. Names stay as the
    authors write them: which word is the surname is not ours to guess.
    """
    day = (page.article.first_published_at or timezone.now()).date()
    return (_apa if page.lang == "en" else _gost)(page, authors, issue, day)


def _apa(page: ArticlePage, authors: list[str], issue: Issue | None, day: date) -> str:
    head = f"{', '.join(authors)} ({date_format(day, 'Y, F j')})." if authors else f"({date_format(day, 'Y, F j')})."
    number = f", {issue_number(issue)}" if issue and issue_number(issue) else ""
    return f"{head} {_ended(page.title)} {magazine_name()}{number}. {page.get_public_url()}"


def _gost(page: ArticlePage, authors: list[str], issue: Issue | None, day: date) -> str:
    head = f"{_ended(', '.join(authors))} {_ended(page.title)}" if authors else _ended(page.title)
    number = f"№ {issue_number(issue)}" if issue and issue_number(issue) else date_format(day, "d.m.Y")
    accessed = _("accessed on %(day)s") % {"day": date_format(timezone.localdate(), "d.m.Y")}
    parts = [f"{_('Text: electronic')} // {magazine_name()}", str(issue.year if issue else day.year), number]
    return " – ".join([head, *[f"{part}." for part in parts], f"URL: {page.get_public_url()} ({accessed})."])


def _ended(words: str) -> str:
    """With a stop at its end, unless it ends with one of another kind."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
