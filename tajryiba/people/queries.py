"""Reads over several models."""

from django.db.models import Count, Q
from django.utils import timezone

from .enums import ConsentKind, MemberState
from .models import Consent, ConsentText, Membership, Organisation, OrganisationSuccession, User


def current_text(kind: str) -> ConsentText | None:
    """The version of this consent that is in force today."""
    return ConsentText.objects.filter(kind=kind, valid_from__lte=timezone.localdate()).order_by("-version").first()


def consents_of(user: User) -> list[dict]:
    """Every kind with its text in force and what the person agreed to, in two queries."""
    texts: dict[str, ConsentText] = {}
    for text in ConsentText.objects.filter(valid_from__lte=timezone.localdate()).order_by("version"):
        texts[text.kind] = text
    given = {row.kind: row for row in Consent.objects.in_force().filter(user=user).select_related("text_version")}
    return [
        {"kind": kind, "text": texts[kind], "consent": given.get(kind)} for kind in ConsentKind.values if kind in texts
    ]


def has_consent(user: User, kind: str) -> bool:
    """Asked by everything that needs a consent, at the moment of need."""
    return Consent.objects.in_force().filter(user=user, kind=kind).exists()


def memberships_of(user: User):
    """Open memberships of a person, with how many wait at the organisations that they manage."""
    waiting = Count("organisation__memberships", filter=Q(organisation__memberships__state=MemberState.ASKED))
    return Membership.objects.open().filter(user=user).select_related("organisation").annotate(waiting=waiting)


def lineage(organisation: Organisation) -> list[int]:
    """Ids of the organisation and of all it took over, however far back: lists ask by these. One query."""
    return _walk(organisation, OrganisationSuccession.objects.values_list("successor_id", "predecessor_id"))


def with_successors(organisation: Organisation) -> list[int]:
    """Ids of the organisation and of all that came of it: its members and duties are there now. One query."""
    return _walk(organisation, OrganisationSuccession.objects.values_list("predecessor_id", "successor_id"))


def _walk(start: Organisation, pairs) -> list[int]:
    steps: dict[int, list[int]] = {}
    for origin, target in pairs:
        steps.setdefault(origin, []).append(target)
    known, queue = {start.pk}, [start.pk]
    while queue:
        for pk in steps.get(queue.pop(), []):
            if pk not in known:
                known.add(pk)
                queue.append(pk)
    return sorted(known)
