"""Digests of the starter issue: items on news and acts, and their pages."""

from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.utils import translation
from django.utils.html import format_html

from ..domain import create_article, write_page
from ..enums import ArticleKind
from ..models import Article, DigestItem, Issue, News, Rubric
from .story import Known, text_story

LANGUAGES = ("ky", "ru")
KINDS = {"news": ArticleKind.NEWS_DIGEST, "legislation": ArticleKind.LEGAL_DIGEST}


def load_digest(data: dict, issue: Issue, place: int, known: Known, compose: Callable | None) -> Article:
    """One digest of the issue with its items, published in both languages."""
    article = create_article(
        working_title=data["ru"]["title"],
        kind=KINDS[data["key"]],
        issue=issue,
        position=place,
        rubric=Rubric.objects.get(slug=data["rubric"]),
        first_published_at=_first_day(issue),
        starter_key=f"digest-{data['key']}",
    )
    items = [_item(article, row, number, known) for number, row in enumerate(data["item"], start=1)]
    items = [item for item in items if item is not None]
    if compose:
        for page in compose(article=article).values():
            page.get_latest_revision().publish()
    else:
        _write(article, data, items)
    return article


def _first_day(issue: Issue):
    return issue.articles.values_list("first_published_at", flat=True).first()


def _item(article: Article, row: dict, position: int, known: Known) -> DigestItem | None:
    """On the news in a digest of news, on the act in one of laws; else on the other one; None without either."""
    news = News.objects.filter(starter_key=row["news"]).first() if "news" in row else None
    act = known.acts.get(row.get("act", ""))
    source = (news or act) if article.kind == ArticleKind.NEWS_DIGEST else (act or news)
    if source is None:
        return None
    place = {"content_type": ContentType.objects.get_for_model(source), "object_id": source.pk}
    words = {"position": position, "text_ky": row["ky"], "text_ru": row["ru"]}
    return DigestItem.objects.get_or_create(article=article, **place, defaults=words)[0]


def _write(article: Article, data: dict, items: list[DigestItem]) -> None:
    for lang in LANGUAGES:
        with translation.override(lang):
            body = "".join(_lines(item, lang) for item in items)
        words = {"lead": data[lang]["lead"], "body": text_story(body)}
        first = {"first_published_at": article.first_published_at}
        write_page(article, lang=lang, title=data[lang]["title"], publish=True, **words, **first)


def _lines(item: DigestItem, lang: str) -> str:
    source = item.source
    if isinstance(source, News):
        page = source.pages.get(locale__language_code=lang)
        title, address = page.title, page.address
    else:
        title, address = source.title, source.get_absolute_url()
    return format_html('<h3><a href="{}">{}</a></h3><p>{}</p>', address, title, getattr(item, f"text_{lang}"))
