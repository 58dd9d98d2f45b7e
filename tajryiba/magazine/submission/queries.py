"""Reads: an author's articles, practices by words, the editors' queue."""

from django.db.models import Prefetch, QuerySet

from tajryiba.practices.models import Practice, PracticeText
from tajryiba.search.queries import matching_ids

from ..models import ArticlePage, Submission

MOST_LISTED = 200
MOST_FOUND = 12


def articles_of(user) -> QuerySet:
    """What the person wrote, newest change first, with the live pages of what was accepted (`live_pages`)."""
    return Submission.objects.of_author(user).prefetch_related(live_pages())[:MOST_LISTED]


def live_pages() -> Prefetch:
    pages = ArticlePage.objects.live().select_related("locale").order_by("pk")
    return Prefetch("article__pages", pages, to_attr="live_pages")


def with_texts(practices: QuerySet) -> QuerySet:
    """Practices with the live texts that give them titles: one query more."""
    return practices.prefetch_related(Prefetch("texts", PracticeText.objects.live(), to_attr="live_texts"))


def practices_with(words: str) -> list[Practice]:
    """Public practices that hold these words, the best first."""
    keys = matching_ids(words, "practice")[:MOST_FOUND]
    found = with_texts(Practice.objects.published()).in_bulk(keys)
    return [found[key] for key in keys if key in found]


def load(pk: int) -> Submission | None:
    """A submission that was sent, with everything that the editors' screen shows."""
    rows = Submission.objects.sent().select_related("author", "image", "article")
    return rows.prefetch_related("topics", "remarks__by", live_pages()).filter(pk=pk).first()
