"""Where programs that read feeds find them: links in the heads of the pages of the magazine, the news, a topic."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from tajryiba.core.languages import current_language
from tajryiba.reference.models import Topic

TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


def autodiscovery(context: dict, obj=None) -> str:
    """Links to the feeds of the page that is being drawn; "" where there are none. No queries."""
    lang, topic = current_language(), context.get("topic")
    section = context.get("section")
    if section == "news":
        return _links(_("News"), "feed_news", lang)
    if section == "magazine":
        podcast = reverse("feed_podcast", args=[lang])
        return _links(_("Magazine «Municipality»"), "feed_magazine", lang) + format_html(
            '<link rel="alternate" type="{}" title="{}" href="{}">\n', TYPES["rss"], _("Podcast"), podcast
        )
    if section == "topics" and isinstance(topic, Topic):
        return _links(topic.name, "feed_topic", lang, topic.slug)
    return ""


def _links(title: str, name: str, *args) -> str:
    rows = ((content_type, title, reverse(name, args=[*args, form])) for form, content_type in TYPES.items())
    return format_html_join("", '<link rel="alternate" type="{}" title="{}" href="{}">\n', rows)
