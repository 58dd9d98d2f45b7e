"""What follows when a page of the magazine goes live or is taken down (hooks of `domain/pages.py`)."""

from tajryiba.discuss.models import Post
from tajryiba.search.domain import refresh

from ..models import Article, News, NewsPage
from . import notices


def page_published(*, page, facts, first: bool, actor) -> None:
    if isinstance(page, NewsPage) and first:
        notices.announce(page)
    _refresh_questions(facts)


def page_unpublished(*, page, facts) -> None:
    _refresh_questions(facts)


def _refresh_questions(facts) -> None:
    """Questions are found as long as what they are about is public."""
    if isinstance(facts, Article | News):
        refresh(*Post.objects.about(facts).questions())
