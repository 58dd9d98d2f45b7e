"""What experts show on the pages of others, in the account, and on the page of a case."""

from django.template.loader import render_to_string
from django.urls import reverse

from . import queries
from .enums import OPEN
from .models import Comment, Expert, Message

SHOWN = 6


def _drawn(name: str, context: dict, **facts) -> str:
    return render_to_string(f"experts/{name}.html", facts, request=context.get("request"))


def experts_of_topic(context: dict, topic) -> str:
    rows = Expert.objects.published().of_topic(topic).select_related("organisation", "unit").order_by("-published_at")
    experts = list(rows[:SHOWN])
    url = f"{reverse('expert_list')}?topic={topic.pk}"
    return _drawn("_experts", context, experts=experts, url=url) if experts else ""


def experts_of_unit(context: dict, unit) -> str:
    """Of the municipality and of all that was merged into it."""
    rows = Expert.objects.published().filter(unit__in=unit.lineage()).select_related("organisation", "unit")
    experts = list(rows.order_by("-published_at")[:SHOWN])
    return (
        _drawn("_experts", context, experts=experts, url=f"{reverse('expert_list')}?unit={unit.pk}") if experts else ""
    )


def comments(context: dict, obj) -> str:
    """Comments of experts and state bodies beside an object."""
    rows = queries.comments_about(obj)
    return _drawn("_comments", context, comments=rows) if rows else ""


def account_panel(context: dict, person) -> str:
    """Invitations and messages that wait; else, to who did something, the offer to register."""
    waiting = list(queries.invitations_of(person).filter(state__in=OPEN)[:5])
    messages = Message.objects.filter(holder=person, answered_at=None).select_related("expert")[:5]
    has_profile = Expert.objects.filter(user=person).exists()
    deeds = [] if has_profile else queries.deeds(person)
    if not (waiting or messages or deeds):
        return ""
    return _drawn("_panel", context, invitations=waiting, waiting_messages=messages, deeds=deeds)


def case_work(context: dict, case) -> str:
    """On the page of a case in the inbox: what it is about, and where the work is done."""
    if isinstance(case.obj, Expert):
        return _drawn("admin/_case_expert", context, expert=case.obj)
    if isinstance(case.obj, Comment):
        return _drawn("admin/_case_comment", context, comment=case.obj)
    return _drawn("admin/_case_message", context, message=case.obj) if isinstance(case.obj, Message) else ""
