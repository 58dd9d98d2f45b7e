"""Reads of the magazine and the news."""

from .models import IssuePage, NewsPage


def issues_in(lang: str):
    """Live pages of published issues in a language, newest first, with what a cover needs."""
    pages = IssuePage.objects.live().in_language(lang).select_related("issue__cover_ky", "issue__cover_ru", "locale")
    return pages.order_by("-issue__year", "-issue__month", "-pk")


def news_in(lang: str):
    """Live news in a language, newest first."""
    return NewsPage.objects.live().in_language(lang).select_related("news", "locale").newest()
