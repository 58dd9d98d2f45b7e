"""What stands in a feed. Each reads a constant number of queries, whatever the number of its entries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from tajryiba.core.html import plain_text
from tajryiba.media.models import PortalDocument

from ..models import ArticlePage, IssuePage, NewsPage, Rubric

MOST = 30
MOST_WORDS = 400


@dataclass(frozen=True)
class Sound:
    """A file of a podcast."""

    url: str
    size: int
    content_type: str
    minutes: int = 0


@dataclass(frozen=True)
class Entry:
    title: str
    url: str
    summary: str
    published: datetime | None
    changed: datetime | None
    authors: str = ""
    categories: tuple[str, ...] = field(default=())
    sound: Sound | None = None
    part: str = ""  # which sound of the page


def news(lang: str) -> list[Entry]:
    return _news(NewsPage.objects.live().in_language(lang))


def magazine(lang: str) -> list[Entry]:
    """Articles, and issues that came out since the portal is there; what was brought from the archive is no news."""
    issues = IssuePage.objects.live().in_language(lang).filter(issue__from_archive=False)
    found = _articles(_article_pages(lang)) + [_issue(page) for page in _newest(issues).select_related("locale")]
    return _in_order(found)


def of_rubric(lang: str, rubric: Rubric) -> list[Entry]:
    return _articles(_article_pages(lang).filter(article__rubric=rubric))


def of_topic(lang: str, topic) -> list[Entry]:
    """Articles and news of a topic."""
    news_pages = NewsPage.objects.live().in_language(lang).filter(news__topics=topic)
    return _in_order(_articles(_article_pages(lang).filter(article__topics=topic)) + _news(news_pages))


def podcast(lang: str) -> list[Entry]:
    """A sound an entry, of articles that have some; a file that is not open to everybody is left out."""
    pages = list(_with_authors(_newest(_article_pages(lang).filter(has_audio=True))))
    said = {page.pk: [part for part in page.body.raw_data if part["type"] == "audio"] for page in pages}
    wanted = {part["value"]["file"] for parts in said.values() for part in parts}
    files = PortalDocument.objects.open_to_all().in_bulk(wanted)
    return [
        _article(page, sound=_sound(files[part["value"]["file"]], part["value"]), part=part)
        for page in pages
        for part in said[page.pk]
        if part["value"]["file"] in files
    ]


# --- Pages → entries ---


def _article_pages(lang: str):
    return ArticlePage.objects.live().in_language(lang)


def _newest(pages):
    return pages.newest().distinct()[:MOST]


def _with_authors(pages):
    pages = pages.select_related("article__rubric", "locale")
    return pages.prefetch_related("article__authors", "article__topics")


def _articles(pages) -> list[Entry]:
    return [_article(page) for page in _with_authors(_newest(pages.defer("body")))]


def _article(page: ArticlePage, sound: Sound | None = None, part: dict | None = None) -> Entry:
    rubric = [page.article.rubric.name] if page.article.rubric else []
    return Entry(
        title=part["value"]["title"] if part else page.title,
        url=settings.SITE_URL + page.address,
        summary=page.lead,
        published=page.first_published_at,
        changed=page.last_published_at,
        authors=", ".join(author.name for author in page.article.authors.all()),
        categories=(*rubric, *(topic.name for topic in page.article.topics.all())),
        sound=sound,
        part=part["id"] if part else "",
    )


def _news(pages) -> list[Entry]:
    pages = _newest(pages.defer("body")).select_related("news", "locale").prefetch_related("news__topics")
    return [
        Entry(
            title=page.title,
            url=settings.SITE_URL + page.address,
            summary=page.lead,
            published=page.first_published_at,
            changed=page.last_published_at,
            categories=(page.news.get_kind_display(), *(topic.name for topic in page.news.topics.all())),
        )
        for page in pages
    ]


def _issue(page: IssuePage) -> Entry:
    return Entry(
        title=page.title,
        url=settings.SITE_URL + page.address,
        summary=page.theme_note or page.theme or plain_text(page.editorial)[:MOST_WORDS],
        published=page.first_published_at,
        changed=page.last_published_at,
    )


def _sound(file: PortalDocument, said: dict) -> Sound:
    return Sound(settings.SITE_URL + file.url, file.size, file.content_type, said.get("minutes") or 0)


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.published.timestamp() if entry.published else 0, reverse=True)[:MOST]
