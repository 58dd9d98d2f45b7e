"""Pieces of a story for its templates."""

from django import template
from django.utils.safestring import mark_safe

from ..articles.story import load_story

register = template.Library()


@register.simple_tag(takes_context=True)
def story_of(context, body):
    """The story of a page's blocks: loaded once, however often a page asks (its text, its notes)."""
    preview = bool(getattr(context.get("request"), "is_preview", False))
    story = getattr(body, "loaded_story", None)
    if story is None or story.preview != preview:
        story = body.loaded_story = load_story(body, preview=preview)
    return story


@register.filter
def cleaned(words: str):
    """What `articles.richtext` has cleaned already."""
    return mark_safe(words or "")  # noqa: S308
