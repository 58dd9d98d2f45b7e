"""Reads over several models."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Case, Count, IntegerField, Model, QuerySet, When

from tajryiba.core import hooks
from tajryiba.people.absence import domain as absences
from tajryiba.people.enums import ConsentKind
from tajryiba.people.models import Membership, Organisation, User
from tajryiba.people.queries import has_consent, with_successors
from tajryiba.reference.models import Topic

from . import things
from .enums import DEEDS, OPEN, WorkKind
from .models import Comment, Expert, Invitation, Message, WorkRecord

MOST_WORK = 60
MOST_DEEDS = 20


@dataclass(frozen=True)
class Deed:
    """A public practice or adoption of the person's municipality: "did it"."""

    obj: Model
    title: str
    url: str


@dataclass(frozen=True)
class Prefill:
    """What the first deed says about a practitioner."""

    organisation_id: int | None
    unit_id: int | None
    topics: list[Topic]


# --- The profile ---


def organisations_of(user: User) -> set[int]:
    return set(Membership.objects.active().filter(user=user).values_list("organisation_id", flat=True))


def deeds(user: User) -> list[Deed]:
    """Told by apps above (hook "expert_work"); only what everybody may read."""
    found = [
        obj
        for rows in hooks.call("expert_work", user=user)
        for kind, obj, _at in rows
        if kind in DEEDS and things.is_public(obj)
    ]
    return [Deed(obj, things.of(obj).title(obj), things.of(obj).url(obj)) for obj in found[:MOST_DEEDS]]


def prefill(user: User) -> Prefill | None:
    """For the form of a practitioner; None without a deed."""
    done = [deed.obj for deed in deeds(user)]
    if not done:
        return None
    organisation_id, unit_id = things.of(done[0]).place(done[0])
    if organisation_id not in organisations_of(user):
        organisation_id = next(iter(sorted(organisations_of(user))), None)
    ids = list(dict.fromkeys(pk for obj in done for pk in things.of(obj).topics(obj)))[:5]
    topics = {topic.pk: topic for topic in Topic.objects.filter(pk__in=ids)}
    return Prefill(organisation_id, unit_id, [topics[pk] for pk in ids if pk in topics])


def load_profile(pk: int) -> Expert | None:
    """A profile with all that its page shows."""
    rows = Expert.objects.select_related("organisation", "unit__oblast", "photo", "user")
    return rows.prefetch_related("expert_topics__topic").filter(pk=pk).first()


def organisations_now(expert: Expert) -> list[Organisation]:
    """What the expert's organisation became, when it is no more."""
    if expert.organisation is None or expert.organisation.is_current:
        return []
    return list(Organisation.objects.current().filter(pk__in=with_successors(expert.organisation)).by_name())


def shown_contacts(expert: Expert) -> dict[str, str]:
    """Only with a consent in force at this moment: the person's own, or one noted by the staff."""
    agreed = has_consent(expert.user, ConsentKind.EXPERT_CONTACTS) if expert.user else expert.contacts_agreed
    contacts = {"email": expert.contact_email, "phone": expert.contact_phone}
    return {name: value for name, value in contacts.items() if value} if agreed else {}


# --- Evidence of work ---


def work_of(expert: Expert) -> list[dict]:
    """By kind, newest first: only what everybody may read now."""
    records = things.loaded(expert.work.select_related("content_type")[:MOST_WORK])
    kinds: dict[str, list[dict]] = defaultdict(list)
    for record in records:
        if things.is_public(record.obj):
            kinds[record.kind].append({"record": record, **shown(record.obj)})
    return [{"kind": WorkKind(kind), "rows": kinds[kind]} for kind in WorkKind.values if kind in kinds]


def shown(obj: Model) -> dict[str, str]:
    thing = things.of(obj)
    return {"title": thing.title(obj), "url": thing.url(obj)}


def deeds_of(experts: list[Expert]) -> dict[int, list[dict]]:
    """ "Did it: practice X", for a list: key of the expert → at most two."""
    rows = WorkRecord.objects.filter(expert__in=experts, kind__in=DEEDS).select_related("content_type")
    found: dict[int, list[dict]] = defaultdict(list)
    for record in things.loaded(rows):
        if len(found[record.expert_id]) < 2 and things.is_public(record.obj):
            found[record.expert_id].append(shown(record.obj))
    return found


# --- Load and deputies ---


def load_of(expert: Expert) -> int:
    """How many open invitations are in the expert's hands now."""
    if expert.user_id is None:
        return Invitation.objects.open().filter(expert=expert).count()
    return Invitation.objects.open().filter(holder_id=expert.user_id).count()


def is_full(user: User) -> bool:
    expert = Expert.objects.filter(user=user).first()
    return expert is not None and load_of(expert) >= expert.load_limit


def loads() -> dict[int, int]:
    """Key of a person → how many open invitations they hold: one query for a list."""
    rows = Invitation.objects.open().filter(holder__isnull=False).order_by().values("holder_id")
    return {row["holder_id"]: row["n"] for row in rows.annotate(n=Count("pk"))}


def deputies(invitation: Invitation) -> QuerySet[User]:
    """To whom its holder may hand it over."""
    if invitation.holder is None:
        return User.objects.none()
    return absences.candidates(invitation.holder)


def deputy_candidates(*, user: User) -> list[int]:
    """Experts may stand in for each other (hook of people)."""
    published = Expert.objects.published().filter(user__isnull=False)
    if not Expert.objects.filter(user=user).exists():
        return []
    return list(published.values_list("user_id", flat=True))


# --- What waits for a person ---


def invitations_of(user: User) -> QuerySet[Invitation]:
    rows = Invitation.objects.held_by(user).select_related("expert", "asked_by", "request")
    return rows.order_by("deadline", "pk")


def messages_to(user: User) -> QuerySet[Message]:
    return Message.objects.filter(holder=user).select_related("expert", "sender")


# --- Comments ---


def comments_about(obj: Model) -> list[Comment]:
    """Published ones beside an object, newest first: one query."""
    content_type = ContentType.objects.get_for_model(obj)
    rows = Comment.objects.published().filter(request__content_type=content_type, request__object_id=obj.pk)
    return list(rows.select_related("request__invitation__expert__organisation").order_by("-decided_at", "-pk")[:20])


def public_comment(pk: int) -> Comment | None:
    """A published comment about something that is public, for its own address."""
    rows = Comment.objects.published().select_related("request__content_type")
    comment = rows.filter(pk=pk).first()
    return comment if comment is not None and things.is_public(comment.request.obj) else None


def by_urgency(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Open ones by their date, then the closed, the newest first."""
    closed = Case(When(state__in=OPEN, then=0), default=1, output_field=IntegerField())
    return invitations.annotate(closed=closed).order_by("closed", "deadline", "pk")


def objects_of_requests() -> GenericPrefetch:
    """What requests are about, with what titles need, for a list."""
    return GenericPrefetch("obj", [thing.rows() for thing in things.commented()])
