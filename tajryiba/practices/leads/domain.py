"""Verbs of leads. Each is one transaction and records an event; they are the staff's own, so each asks who does it."""

import uuid

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.core.folding import fold
from tajryiba.media.domain import add_image
from tajryiba.reference.models import Topic

from ..domain import create_practice
from ..models import Practice
from ..places import resolve_unit
from .enums import BEFORE_PRACTICE, MOVES, OPEN, WITH_PRACTICE, LeadState
from .models import Lead
from .rules import can_keep_leads

REFUSED = _("Only those who edit practices may do this.")


def _require(actor) -> None:
    if not can_keep_leads(actor):
        raise DomainError(REFUSED, code="forbidden")


def _locked(lead: Lead) -> Lead:
    return Lead.objects.select_for_update().get(pk=lead.pk)


def _move(lead: Lead, state: LeadState, **changes) -> Lead:
    lead.state, lead.moved_at = state, timezone.now()
    for name, value in changes.items():
        setattr(lead, name, value)
    lead.save()
    return lead


@transaction.atomic
def add_lead(
    *, actor, title: str, place: str = "", key: uuid.UUID | None = None, photo: File | None = None, **facts
) -> Lead:
    """Write a lead down; the same `key` again gives back the lead it made. Whoever adds it follows it up, unless told.

    `place` becomes a municipality when it names exactly one; `photo` is cleaned and kept for the staff.
    Records `practices.lead_found`. Raises DomainError for a file that is no picture.
    """
    _require(actor)
    if known := Lead.objects.filter(key=key).first() if key else None:
        return known
    if photo is not None:
        facts["image"] = add_image(file=photo, title=title, actor=actor)
    unit = facts.pop("unit", None) or resolve_unit(place)
    facts["follows_up"] = facts.get("follows_up") or actor
    lead, made = Lead.objects.get_or_create(
        key=key or uuid.uuid4(),
        defaults={
            "title": title,
            "place": "" if unit else place,
            "unit": unit,
            "folded": fold(title),
            "created_by": actor,
            **facts,
        },
    )
    if made:
        record("practices.lead_found", actor=actor, obj=lead, unit=lead.unit_id, origin=lead.origin)
    return lead


@transaction.atomic
def change_lead(*, lead: Lead, actor, **facts) -> Lead:
    """Mend what is known of a lead; its state goes by the other verbs. No event: nothing happened to the lead."""
    _require(actor)
    lead = _locked(lead)
    if "place" in facts:
        unit = resolve_unit(facts["place"])
        facts |= {"unit": unit, "place": "" if unit else facts["place"]}
    for name, value in facts.items():
        setattr(lead, name, value)
    lead.folded = fold(lead.title)
    lead.save()
    return lead


@transaction.atomic
def move_lead(*, lead: Lead, state: str, actor) -> Lead:
    """Take a lead to a neighbouring state of the board (`enums.MOVES`); where it already is, nothing happens.

    Records `practices.lead_moved`. Raises DomainError when the board has no such move.
    """
    _require(actor)
    lead, state = _locked(lead), LeadState(state)
    if lead.state == state:
        return lead
    if state not in MOVES[LeadState(lead.state)]:
        raise DomainError(_("The lead has moved meanwhile. Open the board again."), code="no_such_move")
    before = lead.state
    _move(lead, state)
    record("practices.lead_moved", actor=actor, obj=lead, before=before, after=state)
    return lead


@transaction.atomic
def drop_lead(*, lead: Lead, reason: str, actor) -> Lead:
    """Give a lead up, with the reason, which spares the next finder the work. Records `practices.lead_dropped`."""
    _require(actor)
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise DomainError(_("Say why it is dropped: the next one who finds it will want to know."), code="no_reason")
    lead = _locked(lead)
    if lead.state == LeadState.PUBLISHED:
        raise DomainError(_("It is published already."), code="no_such_move")
    if lead.state != LeadState.DROPPED:
        _move(lead, LeadState.DROPPED, reason=reason)
        record("practices.lead_dropped", actor=actor, obj=lead)
    return lead


@transaction.atomic
def reopen_lead(*, lead: Lead, actor) -> Lead:
    """Take up a dropped lead again, where it was: described when it has a practice. Records `practices.lead_moved`."""
    _require(actor)
    lead = _locked(lead)
    if lead.state != LeadState.DROPPED:
        return lead
    state = LeadState.DESCRIBED if lead.practice_id else LeadState.FOUND
    _move(lead, state, reason="")
    record("practices.lead_moved", actor=actor, obj=lead, before=LeadState.DROPPED, after=state)
    return _follow_practice(lead, actor)


@transaction.atomic
def describe_lead(*, lead: Lead, topic: Topic, actor) -> Practice:
    """Turn a lead into the draft of a practice, with what is known of it; a second click gives the same practice.

    Records `practices.lead_described` besides what `create_practice` records.
    """
    _require(actor)
    lead = _locked(lead)
    if lead.practice_id:
        return lead.practice
    if lead.state not in BEFORE_PRACTICE:
        raise DomainError(_("A dropped lead is taken up again first."), code="no_such_move")
    practice = create_practice(
        author=actor,
        working_title=lead.title,
        origin=lead.origin,
        country=lead.country,
        main_topic=topic,
        units=[lead.unit] if lead.unit else [],
        place_ru=lead.place,
        rows={"sources": [{"url": lead.link}]} if lead.link else {},
    )
    _described(lead, practice, actor)
    return practice


@transaction.atomic
def link_lead(*, lead: Lead, practice: Practice, actor) -> Lead:
    """The lead led to a practice that is already here. Records `practices.lead_described`."""
    _require(actor)
    lead = _locked(lead)
    if lead.state not in BEFORE_PRACTICE or lead.practice_id:
        raise DomainError(_("The lead has moved meanwhile. Open the board again."), code="no_such_move")
    _described(lead, practice, actor)
    return _follow_practice(lead, actor)


def _described(lead: Lead, practice: Practice, actor) -> None:
    _move(lead, LeadState.DESCRIBED, practice=practice)
    record("practices.lead_described", actor=actor, obj=lead, practice=practice.pk)


def _follow_practice(lead: Lead, actor) -> Lead:
    """A lead whose practice is public is published."""
    if lead.state in WITH_PRACTICE and lead.practice.is_public:
        _move(lead, LeadState.PUBLISHED)
        record("practices.lead_published", actor=actor, obj=lead, practice=lead.practice_id)
    return lead


def note_published(*, practice: Practice, actor=None, **facts) -> None:
    """Handler of the hook `practice_published`: leads of this practice have arrived."""
    for lead in Lead.objects.select_for_update().filter(practice_id=practice.pk, state__in=OPEN):
        _move(lead, LeadState.PUBLISHED)
        record("practices.lead_published", actor=actor, obj=lead, practice=practice.pk)
