"""Reads of the page of an article, and articles on the pages of what they tell of."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model

from tajryiba.core.languages import fallback_order, spoken_language
from tajryiba.experts.enums import State
from tajryiba.practices.cards import Card, cards
from tajryiba.reference.models import Topic, Unit

from ..enums import IssueState
from ..models import Article, ArticlePage, Issue, IssuePage
from . import wording

SHOWN = 6
COLUMNS = ("title", "slug", "url_path", "locale", "article")


@dataclass(frozen=True)
class Author:
    name: str
    role: str
    language: str
    url: str
    initials: str


@dataclass(frozen=True)
class Place:
    """Where in the magazine it stands. `url` is "" while the issue has no page in this language."""

    words: str
    url: str
    number: int = 0
    count: int = 0
    before: ArticlePage | None = None
    after: ArticlePage | None = None


@dataclass(frozen=True)
class Look:
    """All that the page of an article shows beside its story."""

    article: Article
    authors: list[Author]
    place: Place | None
    practices: list[Card]
    topics: list[Topic]
    units: list[Unit]
    languages: list[dict]
    citation: str


def look(page: ArticlePage) -> Look:
    """A constant number of queries, whatever stands in the issue."""
    rows = Article.objects.select_related("issue", "rubric").prefetch_related("topics", "units", "authors__expert")
    article = rows.get(pk=page.article_id)
    page.article = article
    authors = authors_of(article)
    practices = article.practices.published().values_list("pk", flat=True).order_by("pk")
    issue = article.issue if article.issue and article.issue.state == IssueState.PUBLISHED else None
    return Look(
        article,
        authors,
        _place(page, issue),
        cards(list(practices[:SHOWN])),
        list(article.topics.all()),
        list(article.units.all()),
        _languages(page),
        wording.citation(page, [author.name for author in authors], issue),
    )


def authors_of(article: Article) -> list[Author]:
    """In their order; with the address of the profile where there is one and everybody may see it."""
    return [_author(row) for row in article.authors.all() if row.name]


def _author(row) -> Author:
    public = row.expert is not None and row.expert.state == State.PUBLISHED
    url = row.expert.get_absolute_url() if public else ""
    initials = "".join(word[0] for word in row.name.split()[:2]).upper()
    return Author(row.name, row.role, spoken_language(row, "name"), url, initials)


def _place(page: ArticlePage, issue: Issue | None) -> Place | None:
    """None while the issue is not out: readers do not learn of it from an article."""
    if issue is None:
        return None
    own = IssuePage.objects.live().filter(issue=issue, locale_id=page.locale_id).select_related("locale").first()
    rows = ArticlePage.objects.live().filter(article__issue=issue, locale_id=page.locale_id)
    order = list(rows.select_related("locale").only(*COLUMNS).order_by("article__position", "article_id"))
    place = next((index for index, row in enumerate(order) if row.pk == page.pk), None)
    around = {}
    if place is not None:
        around = {"number": place + 1, "count": len(order), "before": order[place - 1] if place else None}
        around["after"] = order[place + 1] if place + 1 < len(order) else None
    return Place(wording.issue_words(issue), own.address if own else "", **around)


def _languages(page: ArticlePage) -> list[dict]:
    """Each language of the portal: this page's own, another one with its address, or none yet."""
    addresses = page.alternates()
    return [
        {"code": code, "current": code == page.lang, "url": addresses.get(code, "")}
        for code, _name in settings.LANGUAGES
    ]


# --- Both ways ---


def in_the_magazine(articles, limit: int = SHOWN) -> list[ArticlePage]:
    """One live page of each of `articles`, in the nearest language, the newest first; one query."""
    rows = ArticlePage.objects.live().filter(article__in=articles).select_related("locale", "article__rubric")
    order = fallback_order()
    nearest: dict[int, ArticlePage] = {}
    found = rows.defer("body").order_by("-article__first_published_at", "-article_id")
    for page in sorted(found[: limit * len(order)], key=lambda page: order.index(page.lang)):
        nearest.setdefault(page.article_id, page)
    return sorted(nearest.values(), key=_newest, reverse=True)[:limit]


def _newest(page: ArticlePage) -> tuple:
    return (page.article.first_published_at is not None, page.article.first_published_at, page.article_id)


def articles_of_practice(practice: Model) -> list[ArticlePage]:
    return in_the_magazine(Article.objects.filter(practices=practice))


def articles_of_topic(topic: Topic) -> list[ArticlePage]:
    return in_the_magazine(Article.objects.filter(topics=topic))


def articles_of_units(units: Iterable[int]) -> list[ArticlePage]:
    """Of any of these units (a unit's lineage)."""
    return in_the_magazine(Article.objects.filter(units__in=units))
