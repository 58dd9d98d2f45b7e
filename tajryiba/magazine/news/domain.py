"""Verbs on the facts of news; pages are written and published by `magazine.domain` and Wagtail."""

from django.db import transaction

from tajryiba.audit.domain import record
from tajryiba.search.domain import refresh

from ..models import News


@transaction.atomic
def facts_saved(news: News, *, actor, created: bool) -> None:
    """An editor saved the facts: recorded as `magazine.news_begun` or `magazine.news_changed`, the search follows."""
    record("magazine.news_begun" if created else "magazine.news_changed", actor=actor, obj=news, kind=news.kind)
    refresh(news)
