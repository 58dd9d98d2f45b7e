"""Blocks of the library on pages of other apps (core.related)."""

from django.template.loader import render_to_string

from . import queries

ON_A_PRACTICE = 3


def materials_of_topic(context: dict, topic) -> str:
    found = queries.materials_of_topics([topic.pk])
    return _block(context, found, topic) if found else ""


def materials_for_practice(context: dict, practice) -> str:
    """Guides and samples of the practice's main topic: how to do the same."""
    if practice is None or practice.pk is None:
        return ""
    topic = practice.main_topic
    found = queries.materials_of_topics([topic.pk], limit=ON_A_PRACTICE)
    return _block(context, found, topic) if found else ""


def _block(context: dict, materials, topic) -> str:
    words = {"materials": materials, "topic": topic, "language": context.get("language")}
    return render_to_string("library/_of_topic.html", words, request=context.get("request"))
