"""Blocks of practices on the pages of lower apps (core.related)."""

from django.template.loader import render_to_string

from . import queries
from .cards import cards


def _block(template: str, context: dict, pks: list[int], **extra) -> str:
    if not pks:
        return ""
    return render_to_string(template, {"cards": cards(pks), **extra}, request=context.get("request"))


def practices_of_unit(context: dict, unit) -> str:
    return _block("practices/_of_unit.html", context, queries.practices_of_lineage(unit), unit=unit)


def practices_of_topic(context: dict, topic) -> str:
    return _block("practices/_of_topic.html", context, queries.practices_of_topic(topic), topic=topic)
