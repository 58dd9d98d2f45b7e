"""Articles on the pages of what they tell of (core.related)."""

from django.template.loader import render_to_string

from . import queries


def _drawn(context: dict, pages: list) -> str:
    if not pages:
        return ""
    facts = {"pages": pages, "language": context.get("language")}
    return render_to_string("magazine/articles/_in_the_magazine.html", facts, request=context.get("request"))


def about_practice(context: dict, practice) -> str:
    return _drawn(context, queries.articles_of_practice(practice))


def about_topic(context: dict, topic) -> str:
    return _drawn(context, queries.articles_of_topic(topic))


def about_unit(context: dict, unit) -> str:
    """Of the unit and of all that was merged into it."""
    return _drawn(context, queries.articles_of_units(unit.lineage()))
