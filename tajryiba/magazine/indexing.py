"""Articles, news, issues and static pages in the search."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from tajryiba.core.html import plain_text
from tajryiba.reference.indexing import unit_places
from tajryiba.reference.models import Unit
from tajryiba.search.documents import Document, Kind, Text, register

from .models import Article, ArticlePage, Issue, IssuePage, News, NewsPage, StaticPage
from .reading import words_of


def _live(model) -> Prefetch:
    return Prefetch("pages", model.objects.filter(live=True).select_related("locale"), to_attr="live_pages")


def _pages(facts) -> list:
    return facts.live_pages if hasattr(facts, "live_pages") else list(facts.pages.filter(live=True))


def _story(facts, extra: str = "") -> Document | None:
    """An article or news: a row for each live page."""
    pages = _pages(facts)
    if not pages:
        return None
    return Document(
        {page.lang: Text(page.title, page.address, page.lead, words_of(page), extra) for page in pages},
        topics=tuple(topic.pk for topic in facts.topics.all()),
        units=tuple(pk for unit in facts.units.all() for pk in unit_places(unit)),
        year=facts.first_published_at.year if facts.first_published_at else None,
        fresh_on=facts.first_published_at.date() if facts.first_published_at else None,
    )


def article_document(article: Article) -> Document | None:
    names = {getattr(author, f"name_{code}") for author in article.authors.all() for code in ("ky", "ru", "en")}
    return _story(article, " ".join(sorted(filter(None, names))))


def news_document(news: News) -> Document | None:
    return _story(news, news.source_title)


def issue_document(issue: Issue) -> Document | None:
    pages = _pages(issue)
    if not pages:
        return None
    return Document(
        {page.lang: _issue_text(issue, page) for page in pages}, year=issue.year, fresh_on=issue.published_on
    )


def _issue_text(issue: Issue, page: IssuePage) -> Text:
    contents = "\n".join(f"{row.title} {row.authors}".strip() for row in page.contents.all())
    body = "\n".join(filter(None, [plain_text(page.editorial), contents, page.original_text]))
    numbers = " ".join(str(number) for number in (issue.number, issue.through_number, issue.year) if number)
    return Text(page.title, page.address, page.theme, body, numbers)


def static_document(page: StaticPage) -> Document | None:
    """A static page is its own facts: each language is an object of its own."""
    return Document({page.lang: Text(page.title, page.address, page.lead, words_of(page))}) if page.live else None


def _units() -> Prefetch:
    return Prefetch("units", Unit.objects.select_related("oblast", "district"))


def connect() -> None:
    register(
        Kind(
            "article",
            _("Articles of the magazine"),
            Article,
            article_document,
            lambda: Article.objects.prefetch_related(_live(ArticlePage), _units(), "topics", "authors"),
            order=20,
        )
    )
    register(
        Kind(
            "news",
            _("News"),
            News,
            news_document,
            lambda: News.objects.prefetch_related(_live(NewsPage), _units(), "topics"),
            order=25,
        )
    )
    register(
        Kind(
            "issue",
            _("Issues of the magazine"),
            Issue,
            issue_document,
            lambda: Issue.objects.prefetch_related(_live(IssuePage), "pages__contents"),
            order=30,
        )
    )
    register(
        Kind(
            "page",
            _("Pages of the portal"),
            StaticPage,
            static_document,
            lambda: StaticPage.objects.select_related("locale"),
            order=90,
        )
    )
