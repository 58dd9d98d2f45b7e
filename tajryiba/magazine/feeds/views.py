"""Feeds: the same for everybody, open to other sites, in the language that the address names."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Enclosure
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tajryiba.core.http import cacheable
from tajryiba.core.text import typed
from tajryiba.reference.models import Topic

from ..models import Rubric
from . import entries
from .formats import FORMATS, Podcast


def _feed(view: Callable) -> Callable:
    @wraps(view)
    def wrapper(request, lang: str, **kwargs):
        with translation.override(lang):
            response = view(request, lang, **kwargs)
            response["Content-Language"] = lang
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return require_safe(cacheable(wrapper))


@_feed
def feed_news(request, lang: str, form: str):
    return _written(request, FORMATS[form], _("News"), reverse("news_list"), entries.news(lang))


@_feed
def feed_magazine(request, lang: str, form: str):
    return _written(request, FORMATS[form], _magazine(), reverse("magazine"), entries.magazine(lang))


@_feed
def feed_rubric(request, lang: str, slug: str, form: str):
    rubric = get_object_or_404(Rubric, slug=slug)
    address = f"{reverse('magazine_archive')}?rubric={rubric.slug}"
    title = f"{_magazine()}: {rubric.name}"
    return _written(request, FORMATS[form], title, address, entries.of_rubric(lang, rubric))


@_feed
def feed_topic(request, lang: str, slug: str, form: str):
    topic = get_object_or_404(Topic, slug=slug)
    return _written(request, FORMATS[form], topic.name, topic.get_absolute_url(), entries.of_topic(lang, topic))


@_feed
def feed_podcast(request, lang: str):
    title = _("Podcast of the magazine «Municipality»")
    return _written(request, Podcast, title, reverse("magazine"), entries.podcast(lang))


def _magazine() -> str:
    return _("Magazine «Municipality»")


def _written(request, form: type, title: str, address: str, found: list[entries.Entry]) -> HttpResponse:
    feed = form(
        title=typed(f"{title} — {_('Tajryiba')}"),
        link=settings.SITE_URL + address,
        description=_("How municipalities of the Kyrgyz Republic solve their problems: practices, figures, documents."),
        language=translation.get_language(),
        author_name=_magazine(),
        feed_url=settings.SITE_URL + request.path,
    )
    for entry in found:
        feed.add_item(**_item(entry))
    response = HttpResponse(content_type=form.content_type)
    feed.write(response, "utf-8")
    return response


def _item(entry: entries.Entry) -> dict:
    address = f"{entry.url}#{entry.part}" if entry.part else entry.url
    return {
        "title": typed(entry.title),
        "link": entry.url,
        "description": typed(entry.summary),
        "unique_id": address,
        "pubdate": entry.published,
        "updateddate": entry.changed,
        "author_name": typed(entry.authors) or None,
        "categories": [typed(name) for name in entry.categories],
        "enclosures": [_enclosure(entry.sound)] if entry.sound else [],
        "duration": entry.sound.minutes if entry.sound else 0,
    }


def _enclosure(sound: entries.Sound) -> Enclosure:
    return Enclosure(sound.url, str(sound.size), sound.content_type)
