"""Blocks of practices on the pages of lower apps (core.related)."""

from django.template.loader import render_to_string
from django.urls import reverse

from . import queries
from .cards import cards


def _block(template: str, context: dict, pks: list[int], **extra) -> str:
    if not pks:
        return ""
    return render_to_string(template, {"cards": cards(pks), **extra}, request=context.get("request"))


def practices_of_unit(context: dict, unit) -> str:
    """Never silent: most municipalities have no practice yet, and their page says so and points on."""
    pks = queries.practices_of_lineage(unit)
    if not pks:
        url = reverse("practice_list") + (f"?oblast={unit.oblast_id}" if unit.oblast_id not in (None, unit.pk) else "")
        return render_to_string("practices/_none_of_unit.html", {"url": url}, request=context.get("request"))
    return _block("practices/_of_unit.html", context, pks, unit=unit)


def practices_of_topic(context: dict, topic) -> str:
    return _block("practices/_of_topic.html", context, queries.practices_of_topic(topic), topic=topic)
