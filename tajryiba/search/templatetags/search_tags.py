"""Pieces of results, and «see also» for the page of any object that is found."""

from django import template
from django.core.cache import caches
from django.utils.html import format_html, format_html_join

from tajryiba.core.languages import current_language

from ..documents import kind_named
from ..feed import newest
from ..queries import see_also as likest

register = template.Library()

KEPT_SECONDS = 600


@register.simple_tag
def pieces(parts):
    """Words of a result, those that answer the question marked."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", words) if hot else words,) for words, hot in parts)
    )


@register.simple_tag
def kind_label(name: str) -> str:
    kind = kind_named(name)
    return kind.label if kind else name


@register.inclusion_tag("search/_see_also.html", takes_context=True)
def see_also(context, obj, limit: int = 4):
    """Objects of any kind like `obj`; kept for ten minutes, or until anything that is found changes."""
    language = current_language()
    key = f"see-also-{obj._meta.label_lower}-{obj.pk}-{language}-{limit}-{newest().seq}"
    hits = caches["local"].get(key)
    if hits is None:
        hits = likest(obj, language, limit)
        caches["local"].set(key, hits, KEPT_SECONDS)
    return {"hits": hits, "language": language, "request": context.get("request")}
