"""Reads of the news."""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from tajryiba.audit.models import Event
from tajryiba.reference.models import Topic, Unit

from ..models import News, NewsPage
from ..querysets import PortalPageQuerySet
from .choice import Choice

OPEN_SHOWN = 12
PUBLISHED = "magazine.news_published"


def in_language(lang: str, choice: Choice | None = None) -> PortalPageQuerySet:
    """Live news in a language, newest first, with what a row needs."""
    pages = _narrowed(NewsPage.objects.live().in_language(lang), choice)
    return pages.select_related("news", "locale").prefetch_related("news__topics").newest()


def _narrowed(pages: QuerySet, choice: Choice | None) -> QuerySet:
    if choice is None or not choice.is_narrowed:
        return pages
    news = News.objects.filter(kind=choice.kind) if choice.kind else News.objects.all()
    news = news.filter(topics=choice.topic) if choice.topic else news
    news = news.filter(units__in=choice.unit.lineage()) if choice.unit else news
    return pages.filter(news__in=news.values("pk"))


def open_now(lang: str, choice: Choice | None = None, limit: int = OPEN_SHOWN) -> list[NewsPage]:
    """Calls, draft acts and announcements that are still open, what ends first comes first."""
    facts = News.objects.open_on(timezone.localdate()).values("pk")
    pages = in_language(lang, choice).filter(news__in=facts)
    return list(pages.order_by(Coalesce("news__deadline", "news__happens_on"), "pk")[:limit])


def latest(lang: str, limit: int = 4, but: list[NewsPage] = ()) -> list[NewsPage]:
    return list(in_language(lang).exclude(pk__in=[page.pk for page in but])[:limit])


def of_topic(lang: str, topic: Topic, limit: int = 4) -> list[NewsPage]:
    return list(in_language(lang, Choice(topic=topic))[:limit])


def of_unit(lang: str, unit: Unit, limit: int = 4) -> list[NewsPage]:
    """Of the municipality and of all that was merged into it."""
    return list(in_language(lang, Choice(unit=unit))[:limit])


def counts_elsewhere(lang: str, choice: Choice | None = None) -> list[tuple[str, int]]:
    """How many pieces of the same choice the other languages have, most first; a language without any is left out."""
    pages = _narrowed(NewsPage.objects.live(), choice).exclude(locale__language_code=lang)
    rows = pages.order_by().values_list("locale__language_code").annotate(count=Count("pk"))
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def topics_with_news(lang: str) -> list[Topic]:
    pages = NewsPage.objects.live().in_language(lang)
    return list(Topic.objects.filter(pk__in=pages.values("news__topics")).order_by("order"))


def units_with_news(lang: str) -> list[Unit]:
    pages = NewsPage.objects.live().in_language(lang)
    return list(Unit.objects.filter(pk__in=pages.values("news__units")).by_name())


def updates_by_day(first: date, last: date) -> dict[date, int]:
    """The duty of a daily update: how many new pieces came out on each day from `first` to `last`, both included.

    The evidence is the event of a first publication; a translation, or the same piece published again, is no update.
    """
    came_out = Event.objects.filter(verb=PUBLISHED, data__first=True).annotate(day=TruncDate("at"))
    found = Counter(came_out.filter(day__range=(first, last)).values_list("day", flat=True))
    return {day: found[day] for day in (first + timedelta(n) for n in range((last - first).days + 1))}
