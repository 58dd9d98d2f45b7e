"""The thread under an object, for `core.related`. The same for every guest."""

from django.template.loader import render_to_string

from . import queries, subjects


def thread(context: dict, obj) -> str:
    """Questions and replies about `obj`, newest question first, and the way to ask."""
    page = {"subject": subjects.of(obj), "obj": obj, **queries.thread(obj)}
    return render_to_string("discuss/_thread.html", page, request=context.get("request"))
