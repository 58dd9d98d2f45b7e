"""The duty to react within 24 hours: opened by the apps above, stopped by the first reaction."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.notify import domain as notify
from tajryiba.people.models import User

from . import kinds, notices, queries
from .models import Case, Reaction

HOURS = 24


@transaction.atomic
def open_case(
    *,
    kind: str,
    subject: str,
    obj: Model,
    client: User | None = None,
    organisation_id: int | None = None,
    unit_id: int | None = None,
    assignee: User | None = None,
    hours: int = HOURS,
    key: str = "",
) -> Case:
    """Somebody did something that needs a reaction within `hours`: the clock starts now.

    The same `key` opens one case however often this is called, and never moves its time. Side effects: an event, a
    notice to those who react. `obj` is what it is about (a question, a submission); `subject` is read by the staff.
    `assignee` is who reacts when it is not the staff's turn: an expert; the staff hear of it when it is late.
    """
    now = timezone.now()
    case, created = Case.objects.get_or_create(
        key=key or uuid4().hex,
        defaults={
            "kind": kind,
            "subject": str(subject)[:300],
            "content_type": ContentType.objects.get_for_model(obj),
            "object_id": obj.pk,
            "client": client,
            "organisation_id": organisation_id,
            "unit_id": unit_id,
            "assignee": assignee,
            "opened_at": now,
            "due_at": now + timedelta(hours=hours),
        },
    )
    if created:
        record("inbox.case_opened", actor=client, obj=case, organisation=organisation_id, unit=unit_id, kind=kind)
        tell(notices.OPENED, case, queries.on_duty(case), key="opened")
    return case


@transaction.atomic
def react(case: Case, *, actor: User, text: str = "") -> Case:
    """Somebody answered the client; the first time stops the clock, later ones are added to the history.

    The client's own words are no reaction and change nothing. Who may answer was asked by the caller (the verb of the
    app that opened the case, or the page of the inbox). Side effects: an event; with `text`, a notice to the client.
    Raises DomainError when the case is closed.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.client_id == actor.pk:
        return case
    _require_open(case)
    reaction = Reaction.objects.create(case=case, actor=actor, text=text)
    first = case.first_reaction_at is None
    if first:
        case.first_reaction_at, case.first_reaction_by = reaction.at, actor
        case.save(update_fields=["first_reaction_at", "first_reaction_by"])
    _record("inbox.reacted", case, actor, first=first, late=first and case.is_late)
    if text and case.client:
        facts = {"subject": case.subject, "text": text}
        notify.send(notices.ANSWER, to=[case.client], facts=facts, key=f"reaction:{reaction.pk}")
    return case


@transaction.atomic
def hand_over(case: Case, *, actor: User, to: User, note: str = "") -> Case:
    """Another person reacts from now on; the time stays as it was (T1, T2). Handing over is no reaction.

    Side effects: an event, a notice to the new one. Raises DomainError when the case is closed or `to` may not have it.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    _require_open(case)
    if to.pk == case.client_id or not to.has_perm("inbox.handle_case", case):  # a superuser has every permission
        raise DomainError(_("This person does not work with cases. Choose another one."), code="not_a_handler")
    if case.assignee_id == to.pk:
        return case
    case.assignee = to
    case.save(update_fields=["assignee"])
    event = _record("inbox.handed_over", case, actor, to=to.pk)
    if to.pk != actor.pk:
        tell(notices.HANDED_OVER, case, [to], key=f"handed:{event.pk}", note=note)
    return case


@transaction.atomic
def close_case(case: Case, *, actor: User, reason: str = "") -> Case:
    """Nothing more is to be done. Closing is no reaction: without one it needs a reason. Twice is once.

    Side effects: an event. Raises DomainError when nobody has reacted and no reason is given.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.closed_at is not None:
        return case
    if case.first_reaction_at is None and not reason.strip():
        raise DomainError(_("Nobody has reacted yet. Say why the case is closed."), code="no_reason")
    case.closed_at, case.closed_by, case.close_reason = timezone.now(), actor, reason.strip()[:300]
    case.save(update_fields=["closed_at", "closed_by", "close_reason"])
    _record("inbox.case_closed", case, actor, reacted=case.first_reaction_at is not None)
    return case


def _require_open(case: Case) -> None:
    if case.closed_at is not None:
        raise DomainError(_("The case is closed. Reload the page to see how."), code="closed")


def _record(verb: str, case: Case, actor: User, **facts):
    places = {"organisation": case.organisation_id, "unit": case.unit_id}
    return record(verb, actor=actor, obj=case, **places, kind=case.kind, **facts)


def tell(kind: str, case: Case, to, *, key: str, **more) -> None:
    """A notice about the case, once for each `key`; leads the staff to its page, an expert to where they answer."""
    facts, key = notices.facts(case, **more), f"case:{case.pk}:{key}"
    elsewhere = kinds.place(case)
    for person in to:
        staff = elsewhere is None or person.has_perm("inbox.see_case", case)
        notify.send(kind, to=[person], facts=facts, link=notices.link(case) if staff else elsewhere, key=key)
