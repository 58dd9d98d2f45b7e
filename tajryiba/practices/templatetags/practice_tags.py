"""Pieces of a practice that cards and pages show in the same way."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tajryiba.core.languages import current_language, spoken_language
from tajryiba.core.numbers import NBSP, number
from tajryiba.core.templatetags.portal import lang_attribute
from tajryiba.media.templatetags.media_tags import picture

from ..querysets import PICTURE

register = template.Library()


@register.simple_tag(takes_context=True)
def draw(context, card) -> str:
    """A ready card (practices.cards)."""
    return card.draw(context)


@register.simple_tag
def card_text(practice):
    """The live text in the nearest language."""
    return practice.text()


@register.simple_tag
def card_picture(practice, css: str = "card__img", lazy: bool = True):
    """The first picture, else the felt illustration of the topic (decorative: the title says it all)."""
    rows = practice.ready_images()
    if rows:
        return picture(rows[0].image, PICTURE, eager=not lazy, **{"class": css})
    address = static(f"core/illustrations/{practice.main_topic.illustration}.svg")
    loading = " loading=lazy" if lazy else ""
    return format_html('<img class="{}" src="{}" alt="" width="800" height="500"{}>', css, address, loading)


@register.simple_tag
def practice_place(practice) -> str:
    """«Кызыл-Суу айыл аймагы, Иссык-Кульская область»; abroad the note on the place."""
    units = list(practice.units.all())
    names = [unit.name for unit in units[:3]]
    if len(units) > 3:
        names.append(_("and others"))
    oblasts = list(dict.fromkeys(unit.oblast.name for unit in units if unit.oblast_id and unit.oblast_id != unit.pk))
    if practice.place and (not units or units[0].kind in ("district", "oblast")):
        names = [practice.place, *names]
    return ", ".join([*names, *oblasts]) or practice.place or practice.country


def result_figure(result) -> str:
    """«61 → 94 %», or «1 240» when there was no value before."""
    unit = f"{NBSP}{result.unit}" if result.unit else ""
    values = [number(value, 3) for value in (result.before, result.after) if value is not None]
    return f"{NBSP}→ ".join(values) + unit


@register.filter
def figure_html(result) -> str:
    """The figure large, its unit smaller and able to stand under it; «%» stays with the number."""
    figure = result_figure(result)
    if len(result.unit or "") < 3:
        return figure
    return format_html("{} <small>{}</small>", figure.removesuffix(f"{NBSP}{result.unit}"), result.unit)


@register.simple_tag
def practice_result(practice):
    """The first measured result, large, as on the card."""
    result = next((row for row in practice.results.all() if row.after is not None), None)
    if result is None:
        return ""
    spoken = spoken_language(result, "name")
    attribute = lang_attribute(spoken) if spoken != current_language() else ""
    return format_html(
        '<p class="card__result"><b>{}</b><span{}>{}</span></p>', result_figure(result), attribute, result.name
    )
