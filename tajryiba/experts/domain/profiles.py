"""A profile from the first word to publication, and what becomes of it."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError
from tajryiba.core.languages import LANGUAGES, fallback_order
from tajryiba.core.sorting import stored_sort_key
from tajryiba.inbox import domain as inbox
from tajryiba.people.models import User
from tajryiba.reference.models import Topic

from .. import notices, queries
from ..enums import Kind, State
from ..models import Expert, ExpertTopic
from ..models.expert import MOST_TOPICS
from ._shared import locked, note, require, require_move, settle
from .work import gather_work

# What readers read of a published profile: changes wait for a moderator. The rest is the expert's own to say.
READ = ("name", "post", "biography")
WORDS = tuple(f"{name}_{code}" for name in READ for code in LANGUAGES)
MODERATED = (*WORDS, "kind", "organisation_id", "photo_id")
OWN = ("unit_id", "languages", "availability", "load_limit", "contact_email", "contact_phone")


@transaction.atomic
def save_profile(*, user: User, topics: Sequence[Topic], **facts) -> Expert:
    """Make one's own profile, or change it. Of a published one words, photo and organisation wait for a moderator.

    `facts` are fields of MODERATED and OWN. Side effects: an event; a case when changes of a published profile wait.
    Raises DomainError for too many topics, for an organisation that the person is not in, and for a practitioner
    without a public deed.
    """
    User.objects.select_for_update().get(pk=user.pk)  # two clicks of a new expert, one after the other
    expert = Expert.objects.filter(user=user).first()
    if expert is None:
        expert = Expert(user=user, created_by=user)
    _check(topics, facts, user)
    return _save(expert, topics, facts, user)


@transaction.atomic
def register_expert(*, by: User, topics: Sequence[Topic], expert: Expert | None = None, **facts) -> Expert:
    """The staff register somebody, with a note of the consent, or change a profile of somebody without an account.

    Side effects: an event. Raises DomainError without permission, without the note, for too many topics.
    """
    require(by, "experts.invite", None)
    if expert is not None and expert.user_id is not None:
        raise DomainError(_("This person keeps the profile themselves."), code="has_account")
    if not facts.get("consent_note", "").strip():
        raise DomainError(_("Note when and how the person agreed."), code="no_consent")
    _check(topics, facts, None)
    return _save(locked(expert) if expert else Expert(created_by=by), topics, facts, by)


def _check(topics: Sequence[Topic], facts: dict, user: User | None) -> None:
    if not topics or len(topics) > MOST_TOPICS:
        raise DomainError(_("Choose from one to five topics."), code="topics")
    if not (facts.get("name_ky") or facts.get("name_ru") or facts.get("name_en")):
        raise DomainError(_("Write the name in at least one language."), code="no_name")
    kind = facts.get("kind")
    if kind == Kind.INDEPENDENT:
        facts["organisation_id"] = None
    elif not facts.get("organisation_id"):
        raise DomainError(_("Choose the organisation, or say that you are independent."), code="no_organisation")
    if user is None:
        return
    if facts["organisation_id"] and facts["organisation_id"] not in queries.organisations_of(user):
        raise DomainError(_("You are not a member of this organisation."), code="not_a_member")
    if kind == Kind.PRACTITIONER and not queries.deeds(user):
        raise DomainError(
            _("A practitioner has a public practice or adoption of their municipality. Choose another answer."),
            code="no_deed",
        )


def _save(expert: Expert, topics: Sequence[Topic], facts: dict, by: User) -> Expert:
    new = expert.pk is None
    moderated = {name: facts[name] for name in MODERATED if name in facts}
    changed = {name for name, value in moderated.items() if getattr(expert, name) != value}
    wait = expert.state == State.PUBLISHED and bool(changed) and not by.has_perm("experts.moderate_expert", expert)
    for name, value in facts.items():
        if name not in MODERATED or not wait:
            setattr(expert, name, value)
    proposed_before = expert.proposed
    expert.proposed = moderated if wait else None
    set_sort_keys(expert)
    expert.full_clean(exclude=["user", "topics", "organisation", "unit", "photo"])
    expert.save()
    _set_topics(expert, topics)
    note("registered" if new else "changed", expert, by, waits=wait)
    if wait and proposed_before != expert.proposed:
        _open_case(expert, notices.CHANGED)
    return expert


def _set_topics(expert: Expert, topics: Sequence[Topic]) -> None:
    wanted = list(dict.fromkeys(topic.pk for topic in topics))
    if wanted == [row.topic_id for row in expert.expert_topics.all()]:
        return
    expert.expert_topics.all().delete()
    rows = [ExpertTopic(expert=expert, topic_id=pk, place=place) for place, pk in enumerate(wanted, start=1)]
    ExpertTopic.objects.bulk_create(rows)


def set_sort_keys(expert: Expert) -> None:
    """Names as a reader of each language sees them, in the order of the alphabet. Does not save."""
    for code in LANGUAGES:
        names = (getattr(expert, f"name_{language}") for language in fallback_order(code))
        setattr(expert, f"sort_{code}", stored_sort_key(next((name for name in names if name), "")))


@transaction.atomic
def send(*, expert: Expert, by: User) -> Expert:
    """Ask a moderator to publish it; twice is once. Side effects: an event, a case for 24 hours.

    Raises DomainError when it is not the person's to send.
    """
    expert = locked(expert)
    if expert.state == State.WAITING:
        return expert
    require_move(expert, State.WAITING, by)
    expert.state, expert.reason, expert.sent_at = State.WAITING, "", timezone.now()
    expert.save()
    note("sent", expert, by)
    _open_case(expert, notices.PROFILE)
    return expert


@transaction.atomic
def decide(*, expert: Expert, by: User, publish: bool, reason: str = "") -> Expert:
    """Publish the profile, or refuse it with a reason that the person reads. The same decision twice is once.

    Publishing gathers what is known of the expert's work. Side effects: an event, a notice, the case.
    Raises DomainError without permission, for one's own profile, for a refusal without a reason, and when it does not
    wait.
    """
    expert = locked(expert)
    state = State.PUBLISHED if publish else State.REFUSED
    if expert.state == state:
        return expert
    require_move(expert, state, by)
    if not publish and not reason.strip():
        raise DomainError(_("Say why: the person reads it."), code="no_reason")
    now = timezone.now()
    expert.state, expert.reason = state, "" if publish else reason.strip()[:300]
    expert.decided_at, expert.decided_by = now, by
    if publish:
        expert.published_at = expert.published_at or now
        expert.confirmed_at, expert.asked_times, expert.asked_at = now, 0, None
    expert.save()
    note("published" if publish else "refused", expert, by)
    settle(case_key(expert), by, reason or "published")
    notices.tell_decision(expert)
    if publish:
        gather_work(expert)
    return expert


@transaction.atomic
def accept_changes(*, expert: Expert, by: User) -> Expert:
    """What the expert changed of a published profile is what readers read now. Side effects: event, notice, case."""
    expert = locked(expert)
    require(by, "experts.moderate_expert", expert)
    if expert.proposed is None:
        return expert
    key = changes_key(expert)
    for name, value in expert.proposed.items():
        setattr(expert, name, value)
    expert.proposed, expert.decided_at, expert.decided_by = None, timezone.now(), by
    set_sort_keys(expert)
    expert.save()
    note("changes_accepted", expert, by)
    settle(key, by, "accepted")
    notices.tell_changes(expert, accepted=True)
    return expert


@transaction.atomic
def refuse_changes(*, expert: Expert, by: User, reason: str) -> Expert:
    """The published words stay. Side effects: event, notice with the reason, case. Raises DomainError without one."""
    expert = locked(expert)
    require(by, "experts.moderate_expert", expert)
    if expert.proposed is None:
        return expert
    if not reason.strip():
        raise DomainError(_("Say why: the person reads it."), code="no_reason")
    key = changes_key(expert)
    expert.proposed, expert.decided_at, expert.decided_by = None, timezone.now(), by
    expert.save()
    note("changes_refused", expert, by)
    settle(key, by, reason.strip())
    notices.tell_changes(expert, accepted=False, reason=reason.strip())
    return expert


@transaction.atomic
def hide(*, expert: Expert, by: User, reason: str = "") -> Expert:
    """Take the profile off the portal: the expert may, and a moderator with a reason. Twice is once.

    Side effects: an event, a notice to the expert when somebody else did it.
    """
    expert = locked(expert)
    if expert.state == State.HIDDEN:
        return expert
    require_move(expert, State.HIDDEN, by)
    own = by.pk == expert.user_id
    if not own and not reason.strip():
        raise DomainError(_("Say why: the person reads it."), code="no_reason")
    expert.state, expert.reason = State.HIDDEN, reason.strip()[:300]
    expert.save()
    note("hidden", expert, by, own=own)
    if not own:
        notices.tell_decision(expert)
    return expert


# --- Cases ---


def case_key(expert: Expert) -> str:
    """One for each time that it was sent."""
    return f"experts.profile:{expert.pk}:{expert.sent_at:%Y%m%d%H%M%S%f}" if expert.sent_at else ""


def changes_key(expert: Expert) -> str:
    """One since the last decision: further changes before a decision are the same case."""
    decided = expert.decided_at or expert.created_at
    return f"experts.changes:{expert.pk}:{decided:%Y%m%d%H%M%S%f}"


def _open_case(expert: Expert, kind: str) -> None:
    inbox.open_case(
        kind=kind,
        subject=str(expert),
        obj=expert,
        client=expert.user,
        organisation_id=expert.organisation_id,
        unit_id=expert.unit_id,
        key=case_key(expert) if kind == notices.PROFILE else changes_key(expert),
    )
