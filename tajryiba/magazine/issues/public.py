"""What readers see of issues, in a constant number of queries."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch, Q

from tajryiba.core.languages import fallback_order
from tajryiba.media.models import PortalImage

from ..models import Article, ArticlePage, Issue, IssuePage
from .covers import PICTURE as COVER
from .naming import name

SHELF = 24  # covers of earlier issues on the front: two years; the rest is in the archive


@dataclass(frozen=True)
class Entry:
    """A line of the contents: the page in the asked language, else in another one, which is named."""

    article: Article
    page: ArticlePage
    is_foreign: bool


@dataclass(frozen=True)
class Part:
    """Neighbours in the order of the issue under one rubric; "" for articles without one."""

    rubric: str
    entries: list[Entry]


def out_in(lang: str):
    """Live pages of published issues in a language, newest first, with what a cover needs."""
    pages = IssuePage.objects.live().in_language(lang).filter(issue__in=Issue.objects.out())
    pages = pages.select_related("issue", "locale").defer("original_text").prefetch_related(*_covers())
    return pages.order_by("-issue__year", "-issue__month", "-pk")


def _covers() -> list[Prefetch]:
    """Pictures with the rendition that a cover shows: however many covers, as many queries."""
    images = PortalImage.objects.prefetch_renditions(COVER)
    return [Prefetch(f"issue__cover_{lang}", images) for lang in ("ky", "ru")]


def contents(page: IssuePage, *, drafts: bool = False) -> list[Part]:
    """Articles in the issue's own order, those under one rubric together while they are neighbours.

    Readers get live pages; `drafts` is for the preview of the staff.
    """
    pages = ArticlePage.objects.all() if drafts else ArticlePage.objects.filter(live=True)
    shown = Prefetch("pages", pages.select_related("locale").defer("body"), to_attr="shown_pages")
    rows = Article.objects.filter(issue_id=page.issue_id).select_related("rubric")
    entries = [_entry(one, page.lang) for one in rows.prefetch_related(shown, "authors").in_order()]
    groups = groupby(filter(None, entries), lambda entry: entry.article.rubric_id)
    parts = [list(found) for _rubric, found in groups]
    return [Part(found[0].article.rubric.name if found[0].article.rubric else "", found) for found in parts]


def _entry(article: Article, lang: str) -> Entry | None:
    pages = {page.lang: page for page in article.shown_pages}
    page = next((pages[code] for code in fallback_order(lang) if code in pages), None)
    return Entry(article, page, page.lang != lang) if page else None


@dataclass(frozen=True)
class Neighbours:
    """The issues before and after, in the same language; names in it."""

    before: IssuePage | None
    after: IssuePage | None

    @property
    def before_name(self) -> str:
        return name(self.before.issue) if self.before else ""

    @property
    def after_name(self) -> str:
        return name(self.after.issue) if self.after else ""


def neighbours(page: IssuePage) -> Neighbours:
    issue = page.issue
    earlier = Q(issue__year__lt=issue.year) | Q(issue__year=issue.year, issue__month__lt=issue.month)
    later = Q(issue__year__gt=issue.year) | Q(issue__year=issue.year, issue__month__gt=issue.month)
    pages = out_in(page.lang)
    return Neighbours(pages.filter(earlier).first(), pages.filter(later).reverse().first())


@dataclass(frozen=True)
class Front:
    """The front of the magazine in a language: the newest issue, and the earlier ones by year."""

    newest: IssuePage | None
    parts: list[Part]
    shelf: list[tuple[int, list[IssuePage]]]


def front(lang: str) -> Front:
    pages = list(out_in(lang)[: SHELF + 1])
    shelf = [(year, list(found)) for year, found in groupby(pages[1:], lambda page: page.issue.year)]
    return Front(pages[0], contents(pages[0]), shelf) if pages else Front(None, [], [])


def newest(lang: str, articles: int = 5) -> tuple[IssuePage, list[Entry]] | None:
    """For the home page: the newest issue and the first lines of its contents; None before the first issue."""
    page = out_in(lang).first()
    if page is None:
        return None
    return page, [entry for part in contents(page) for entry in part.entries][:articles]


def out_in_other_languages(lang: str) -> dict[str, IssuePage]:
    """The newest issue in each other language: where a language has none yet, its readers are shown the way."""
    pages = {code: out_in(code).first() for code in fallback_order(lang) if code != lang}
    return {code: page for code, page in pages.items() if page}
