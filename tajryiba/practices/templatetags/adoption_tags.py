"""Pieces of an adoption that several pages show in the same way."""

from decimal import Decimal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from tajryiba.core.numbers import NBSP, number
from tajryiba.core.templatetags.portal import lang_attribute

from ..adoption.enums import LINE, Light, PublicPart, Stage
from ..adoption.words import title_of

register = template.Library()

LIGHTS = {Light.GREEN: "badge--green", Light.AMBER: "badge--gold", Light.RED: "badge--red"}


@register.simple_tag
def practice_link(practice):
    """A link with the title in the nearest language, which is marked; words only when the practice is not public."""
    text = practice.text()
    if text is None:
        return title_of(practice)
    attribute = lang_attribute(text.lang)
    return format_html('<a href="{}"{}>{}</a>', practice.get_absolute_url(), attribute, text.title)


@register.simple_tag
def stage_meter(adoption):
    """Five marks and the stage in words; the marks only repeat what the words say."""
    reached = adoption.level - 1 if adoption.stage != Stage.STOPPED else 0
    marks = mark_safe("".join(f"<i{' class=on' if index < reached else ''}></i>" for index in range(len(LINE) - 1)))  # noqa: S308
    words = adoption.get_stage_display()
    return format_html(
        '<span class="cluster cluster--s"><span class="meter" aria-hidden="true">{}</span>{}</span>', marks, words
    )


@register.simple_tag
def light_badge(condition):
    """Green, amber, red: as a word, coloured besides."""
    if not condition.light:
        return ""
    return format_html('<span class="badge {}">{}</span>', LIGHTS[condition.light], condition.get_light_display())


def change_of(before: Decimal | None, after: Decimal | None, unit: str) -> str:
    """«58 → 90 %»; what is not known is left out."""
    values = [number(value, 3) for value in (before, after) if value is not None]
    if not values:
        return ""
    return f"{NBSP}→ ".join(values) + (f"{NBSP}{unit}" if unit else "")


@register.simple_tag
def our_figures(row) -> str:
    return change_of(row.before, row.after, row.measure())


@register.simple_tag
def origin_figures(row) -> str:
    return change_of(row.origin_before, row.origin_after, row.unit)


@register.simple_tag
def shown_results(adoption):
    """The figures that the municipality shows, for a line of a table."""
    if not adoption.shows(PublicPart.RESULTS):
        return ""
    rows = [row for row in adoption.results.all() if row.after is not None]
    pairs = ((row.words(), our_figures(row)) for row in rows[:3])
    return format_html_join(mark_safe("<br>"), "{}: {}", pairs)


@register.simple_tag
def words_of(row):
    """The words of a line, marked when they are in another language than the page."""
    attribute = lang_attribute(row.words_language())
    return format_html("<span{}>{}</span>", attribute, row.words()) if attribute else row.words()
