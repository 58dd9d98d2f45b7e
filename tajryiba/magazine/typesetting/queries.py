"""Reads of printed files."""

from dataclasses import dataclass

from ..enums import PrintFormat
from ..models import ArticlePage, Issue, IssuePage, Print


def newest_public(page, format: str) -> Print | None:
    """The file that readers take: the newest ready one of a live page."""
    return Print.objects.public().of(page).filter(format=format).newest().first()


def downloads_of(page) -> list[Print]:
    """The newest ready file of each format; one query."""
    found: dict[str, Print] = {}
    for row in Print.objects.public().of(page).newest():
        found.setdefault(row.format, row)
    return [found[format] for format in PrintFormat.values if format in found]


@dataclass(frozen=True)
class PageOfPrints:
    """A page of an issue or article with the versions of its files, newest first."""

    page: IssuePage | ArticlePage
    rows: list[Print]

    @property
    def is_issue(self) -> bool:
        return isinstance(self.page, IssuePage)


def prints_of_issue(issue: Issue) -> list[PageOfPrints]:
    """The issue's own pages and those of its articles in every language, with all versions. A constant number of
    queries.
    """
    own = list(issue.pages.select_related("locale").order_by("locale__language_code"))
    articles = ArticlePage.objects.filter(article__issue=issue).select_related("locale")
    articles = list(articles.order_by("article__position", "article__pk", "locale__language_code"))
    rows = Print.objects.filter(issue_page__in=own) | Print.objects.filter(article_page__in=articles)
    of_page: dict[int, list[Print]] = {}
    for row in rows.select_related("asked_by").order_by("-asked_at", "-pk"):
        of_page.setdefault(row.issue_page_id or row.article_page_id, []).append(row)
    return [PageOfPrints(page, of_page.get(page.pk, [])) for page in [*own, *articles]]


def is_any_under_way(pages: list[PageOfPrints]) -> bool:
    return any(row.state in ("waiting", "running") for page in pages for row in page.rows)
