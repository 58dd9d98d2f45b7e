"""What the page of a piece of news shows besides its own words."""

from django import template
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from tajryiba.core.languages import LANGUAGES

register = template.Library()


@register.simple_tag
def news_facts(page) -> dict:
    """The facts behind the page, where it stands, and the languages that have no such page."""
    news = page.news
    prefetch_related_objects([news], "topics", "units", "organisation")
    return {
        "news": news,
        "trail": [{"label": _("News"), "url": reverse("news_list")}, {"label": news.get_kind_display()}],
        "missing": [code for code in LANGUAGES if code not in page.in_languages()],
    }
