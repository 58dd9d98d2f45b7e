"""What the magazine has carried in a language: articles of the portal and of printed issues in one list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, IntegerField, Prefetch, QuerySet, Value
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear

from tajryiba.core.folding import fold
from tajryiba.core.languages import LANGUAGES, localized
from tajryiba.reference.models import Topic

from ..issues import naming
from ..models import ArticleAuthor, ArticlePage, IssuePage, PrintedArticle, Rubric
from .numbers import Asked, of_issues

ON_ONE = 30
ISSUES_SHOWN = 24
ARTICLE, PRINTED = "a", "p"


@dataclass(frozen=True)
class Narrowing:
    """What the list is narrowed by; empty values narrow nothing."""

    year: int | None = None
    rubric: str = ""
    topic: str = ""
    author: str = ""
    number: Asked | None = None
    misread: bool = False  # a number was typed that names no issue

    def __bool__(self) -> bool:
        return any((self.year, self.rubric, self.topic, self.author, self.number, self.misread))


@dataclass(frozen=True)
class Line:
    """An article as the list shows it; `on_page` only of a printed one."""

    title: str
    url: str
    authors: str
    issue: IssuePage | None
    year: int | None = None
    rubric: Rubric | None = None
    minutes: int = 0
    on_page: int | None = None

    @property
    def issue_name(self) -> str:
        return naming.name(self.issue.issue)


def find(lang: str, narrowing: Narrowing, page: object = 1) -> Page:
    """A page of lines, the newest issue first, each issue in its own order; a constant number of queries."""
    found = Paginator(_keys(lang, narrowing), ON_ONE).get_page(page)
    keys = list(found.object_list)
    lines = _articles(lang, [row["key"] for row in keys if row["kind"] == ARTICLE])
    lines |= _printed([row["key"] for row in keys if row["kind"] == PRINTED])
    found.object_list = [line for row in keys if (line := lines.get((row["kind"], row["key"])))]
    return found


def issues(lang: str, narrowing: Narrowing) -> list[IssuePage]:
    """Issues of the asked year or number, the newest first; none when the list is narrowed by something else."""
    if narrowing.rubric or narrowing.topic or narrowing.author or narrowing.misread:
        return []
    found = IssuePage.objects.live().in_language(lang).select_related("issue", "locale")
    if narrowing.year:
        found = found.filter(issue__year=narrowing.year)
    if narrowing.number:
        found = found.filter(of_issues(narrowing.number, "issue__"))
    return list(found.order_by("-issue__year", "-issue__month")[:ISSUES_SHOWN])


def options(lang: str) -> dict[str, list]:
    """What the filters offer: years, rubrics and topics that something in this language has."""
    articles, printed = _of_articles(lang), _of_printed(lang)
    years = set(articles.values_list("year", flat=True)) | set(printed.values_list("year", flat=True))
    rubrics = {*articles.values_list("article__rubric", flat=True), *printed.values_list("rubric", flat=True)}
    topics = {*articles.values_list("article__topics", flat=True), *printed.values_list("topic", flat=True)}
    return {
        "years": sorted(filter(None, years), reverse=True),
        "rubrics": list(Rubric.objects.filter(pk__in=rubrics - {None})),
        "topics": list(
            Topic.objects.filter(pk__in=topics - {None}).annotate(shown=localized("name", lang)).order_by("shown")
        ),
    }


# --- The list ---


def _of_articles(lang: str) -> QuerySet:
    pages = ArticlePage.objects.live().in_language(lang).order_by()
    return pages.annotate(
        year=Coalesce("article__issue__year", ExtractYear("first_published_at")),
        month=Coalesce("article__issue__month", ExtractMonth("first_published_at")),
    ).distinct()


def _of_printed(lang: str) -> QuerySet:
    lines = PrintedArticle.objects.filter(page__live=True, page__locale__language_code=lang).order_by()
    return lines.annotate(year=F("page__issue__year"), month=F("page__issue__month")).distinct()


def _keys(lang: str, narrowing: Narrowing) -> QuerySet:
    articles, printed = _of_articles(lang), _of_printed(lang)
    if narrowing.misread:
        articles, printed = articles.none(), printed.none()
    if narrowing.year:
        articles, printed = articles.filter(year=narrowing.year), printed.filter(year=narrowing.year)
    if narrowing.number:
        articles = articles.filter(of_issues(narrowing.number, "article__issue__"))
        printed = printed.filter(of_issues(narrowing.number, "page__issue__"))
    if narrowing.rubric:
        articles = articles.filter(article__rubric__slug=narrowing.rubric)
        printed = printed.filter(rubric__slug=narrowing.rubric)
    if narrowing.topic:
        articles = articles.filter(article__topics__slug=narrowing.topic)
        printed = printed.filter(topic__slug=narrowing.topic)
    if narrowing.author:
        articles = articles.filter(article__in=_by_author(narrowing.author))
        printed = printed.filter(authors__in=_named(_printed_authors(lang), narrowing.author))
    first = _columns(articles, ARTICLE, "article__position")
    second = _columns(printed, PRINTED, "sort_order")
    return first.union(second, all=True).order_by("-year", "-month", "kind", "place", "key")


def _columns(rows: QuerySet, kind: str, place: str) -> QuerySet:
    named = rows.annotate(
        kind=Value(kind, output_field=CharField()),
        key=F("pk"),
        place=Coalesce(place, Value(0), output_field=IntegerField()),
    )
    return named.values("kind", "key", "year", "month", "place")


# --- Authors: written as people type them, so compared in Python ---


def _named(names: Iterable[str], asked: str) -> list[str]:
    words = fold(asked).split()
    return [name for name in names if words and all(word in fold(name) for word in words)]


def _printed_authors(lang: str) -> QuerySet:
    return _of_printed(lang).exclude(authors="").values_list("authors", flat=True)


def _by_author(asked: str) -> list[int]:
    columns = [f"name_{code}" for code in LANGUAGES]
    rows = ArticleAuthor.objects.values_list("article_id", *columns)
    return [article for article, *names in rows if _named(names, asked)]


# --- The lines of one page ---


def _articles(lang: str, keys: list[int]) -> dict:
    pages = ArticlePage.objects.filter(pk__in=keys).select_related("article__rubric", "locale").defer("body")
    pages = list(pages.prefetch_related(Prefetch("article__authors")))
    wanted = {page.article.issue_id for page in pages} - {None}
    of_issue = IssuePage.objects.live().in_language(lang).filter(issue__in=wanted).select_related("issue", "locale")
    places = {page.issue_id: page for page in of_issue} if wanted else {}
    return {
        (ARTICLE, page.pk): Line(
            title=page.title,
            url=page.address,
            authors=", ".join(author.name for author in page.article.authors.all()),
            issue=places.get(page.article.issue_id),
            year=page.first_published_at.year if page.first_published_at else None,
            rubric=page.article.rubric,
            minutes=page.minutes,
        )
        for page in pages
    }


def _printed(keys: list[int]) -> dict:
    lines = PrintedArticle.objects.filter(pk__in=keys).select_related("rubric", "page__issue", "page__locale")
    return {
        (PRINTED, line.pk): Line(
            title=line.title,
            url=line.page.address,
            authors=line.authors,
            issue=line.page,
            rubric=line.rubric,
            on_page=line.on_page,
        )
        for line in lines.defer("page__original_text", "page__editorial")
    }
