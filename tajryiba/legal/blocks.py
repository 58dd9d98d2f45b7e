"""What legal shows on the pages of other apps, and the blocks that upper apps put on an act's page."""

from collections.abc import Callable

from django.template.loader import render_to_string

from . import queries, subjects
from .models import Act

ON_TOPIC = 8


def _drawn(name: str, context: dict, **facts) -> str:
    return render_to_string(f"legal/{name}.html", facts, request=context.get("request"))


def acts_of_topic(context: dict, topic) -> str:
    """On a topic's page: its newest acts."""
    acts = list(Act.objects.public().of_topic(topic).order_by("-adopted", "-pk")[: ON_TOPIC + 1])
    return _drawn("_of_topic", context, acts=acts[:ON_TOPIC], more=len(acts) > ON_TOPIC, topic=topic) if acts else ""


def where_used(name: str) -> Callable[[dict, Act], str]:
    """A block for the place "legal.act": the public objects of one kind that cite the act."""

    def block(context: dict, act: Act) -> str:
        subject = next(one for one in subjects.every() if one.name == name)
        uses = queries.where_used(act, subject)
        return _drawn("_where_used", context, subject=subject, uses=uses, act=act) if uses else ""

    return block


def legal_basis(context: dict, obj) -> str:
    """On the page of whatever cites acts: which ones."""
    if context.get("is_preview") or obj.pk is None:
        return ""
    citations = queries.legal_basis(obj)
    return _drawn("_legal_basis", context, citations=citations) if citations else ""


def changed_flag(context: dict, obj) -> str:
    """At the head of the page, until an editor confirms: «check: the act changed on …»."""
    if context.get("is_preview") or obj.pk is None:
        return ""
    flags = queries.flags(obj)
    return _drawn("_changed", context, flags=flags) if flags else ""
