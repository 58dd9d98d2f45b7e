"""The thread under an object, for `core.related`. The same for every guest."""

from django.template.loader import render_to_string

from . import queries, subjects
from .models import Post


def thread(context: dict, obj) -> str:
    """Questions and replies about `obj`, newest question first, and the way to ask."""
    page = {"subject": subjects.of(obj), "obj": obj, **queries.thread(obj)}
    return render_to_string("discuss/_thread.html", page, request=context.get("request"))


def case_work(context: dict, case) -> str:
    """On the page of a case in the inbox: what was written, and where a moderator decides about it."""
    post = case.obj
    if not isinstance(post, Post):
        return ""
    return render_to_string("discuss/admin/_work.html", {"post": post, "subject": subjects.of(post.obj)})
