"""Digests of the starter issue: items on news and acts, and their pages."""

from django.contrib.contenttypes.models import ContentType

from ..digests.domain import compose_digest
from ..domain import create_article, write_page
from ..enums import ArticleKind
from ..models import Article, DigestItem, Issue, News, Rubric
from .story import Known

LANGUAGES = ("ky", "ru")
KINDS = {"news": ArticleKind.NEWS_DIGEST, "legislation": ArticleKind.LEGAL_DIGEST}


def load_digest(data: dict, issue: Issue, place: int, known: Known, first_day) -> Article:
    """One digest of the issue with its items, composed and published in both languages. None of its things is there:
    it stays without pages.
    """
    article = create_article(
        working_title=data["ru"]["title"],
        kind=KINDS[data["key"]],
        issue=issue,
        position=place,
        rubric=Rubric.objects.get(slug=data["rubric"]),
        first_published_at=first_day,
        starter_key=f"digest-{data['key']}",
    )
    for number, row in enumerate(data["item"], start=1):
        _add_item(article, row, number, known)
    if article.digest_items.exists():
        for lang in LANGUAGES:
            words = {"lead": data[lang]["lead"], "first_published_at": first_day}
            write_page(article, lang=lang, title=data[lang]["title"], **words)
        for page in compose_digest(article=article, over_edits=True).values():
            page.get_latest_revision().publish()
    return article


def _add_item(article: Article, row: dict, position: int, known: Known) -> None:
    """On the news in a digest of news, on the act in one of laws; nothing when the portal has it not."""
    if article.kind == ArticleKind.NEWS_DIGEST:
        source = News.objects.filter(starter_key=row["news"]).first()
    else:
        source = known.acts.get(row["act"])
    if source is not None:
        place = {"content_type": ContentType.objects.get_for_model(source), "object_id": source.pk}
        words = {"position": position, "text_ky": row["ky"], "text_ru": row["ru"]}
        DigestItem.objects.get_or_create(article=article, **place, defaults=words)
