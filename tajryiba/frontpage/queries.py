"""What the home page shows, gathered from the apps below in a constant number of queries."""

from tajryiba.core.languages import current_language
from tajryiba.magazine.issues import public as magazine
from tajryiba.magazine.news import queries as news
from tajryiba.practices import queries as practices
from tajryiba.practices.cards import SMALL, cards
from tajryiba.reference import queries as reference
from tajryiba.reference.models import Topic, Unit

OPEN_ON_HOME = 4


def home() -> dict:
    """Figures, topics with their counts, newest practices, news and what is open, spread over the oblasts."""
    counts = practices.practice_counts_by_topic()
    newest = practices.newest_practices(limit=6)
    topics = [(topic, counts.get(topic.pk, 0)) for topic in Topic.objects.order_by("order")]
    return {
        "figures": practices.portal_figures(),
        "topics": topics,
        "lead": cards(newest[:1]),
        "rows": cards(newest[1:], template=SMALL),
        **_news(),
        "newest_issue": magazine.newest(current_language()),
        **_spread(),
    }


def _news() -> dict:
    """What one can still take part in, and the latest besides."""
    lang = current_language()
    open_now = news.open_now(lang, limit=OPEN_ON_HOME)
    return {"open_now": open_now, "news": news.latest(lang, but=open_now)}


def _spread() -> dict:
    """Oblasts with their practices, most first, each with its bar in per cent; municipalities as points."""
    counts = practices.practice_counts_by_oblast()
    units = sorted(Unit.objects.in_bulk(counts).values(), key=lambda unit: (-counts[unit.pk], unit.name))
    most = max(counts.values(), default=0)
    places = Unit.objects.filter(pk__in=practices.places_of_practices(), lat__isnull=False, lon__isnull=False)
    return {
        "bars": [(unit, counts[unit.pk], round(100 * counts[unit.pk] / most)) for unit in units],
        "map_box": reference.outlines()["viewBox"],
        "outlines": [row["path"] for row in reference.outlines()["oblasts"]],
        "points": sorted({reference.map_point(unit) for unit in places}),
    }
