"""An act was amended, replaced or ended: who cites it has to look again, until an editor confirms that they did."""

from collections.abc import Iterable
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core import hooks
from tajryiba.core.errors import DomainError
from tajryiba.core.languages import LANGUAGES
from tajryiba.search import domain as search

from .. import notices, queries
from ..enums import FLAGGING, STATUS_AFTER, ActStatus, ChangeKind, RelationKind
from ..models import Act, ActEdition, Change, Review
from ..rules import edits_acts
from .acts import must_edit, relate

WORDS = [f"{name}_{code}" for name in ("what", "meaning") for code in LANGUAGES]
RELATION_AFTER = {
    ChangeKind.AMENDED: RelationKind.AMENDS,
    ChangeKind.REPLACED: RelationKind.REPEALS,
    ChangeKind.VOIDED: RelationKind.REPEALS,
}


@transaction.atomic
def amend_act(
    *,
    act: Act,
    kind: str,
    in_force_from: date,
    key: str,
    actor=None,
    articles: Iterable[str] = (),
    by_act: Act | None = None,
    edition: ActEdition | None = None,
    **words,
) -> Change:
    """Something happened to the act: amended, replaced, ended, came into force. The same `key` is the same change.

    `articles` (anchors) narrow whom it concerns; without them everybody who cites the act. `words` are what_ky,
    what_ru, meaning_ky … Side effects: the act's status and dates, a relation to `by_act`, an event, for each
    dependant a flag that readers see, one message to each of its owners and of those whom they add (adopters), one to
    each follower of the act who got none; the hook "act_changed" (change). Raises DomainError without permission.
    """
    must_edit(actor)
    act = Act.objects.select_for_update().get(pk=act.pk)
    facts = {
        "act": act,
        "kind": ChangeKind(kind),
        "in_force_from": in_force_from,
        "by_act": by_act,
        "edition": edition,
        "articles": sorted(set(articles)),
        "recorded_by": actor,
        **{name: words.get(name, "") for name in WORDS},
    }
    change, created = Change.objects.get_or_create(key=key, defaults=facts)
    if not created:
        return change
    _new_status(change)
    if by_act and by_act.pk != act.pk and change.kind in RELATION_AFTER:
        relate(act=by_act, kind=RELATION_AFTER[change.kind], other=act, actor=actor, on=in_force_from)
    record("legal.act_amended", actor=actor, obj=act, change=change.pk, kind=change.kind, since=in_force_from)
    sources = flag_dependants(change, actor=actor) if change.kind in FLAGGING else []
    told = notices.tell_owners(change, sources)
    notices.announce_change(change, but=told)
    hooks.call("act_changed", change=change)
    return change


def _new_status(change: Change) -> None:
    """A change that lies ahead leaves the status as it is: `take_effect` looks for it every night."""
    if change.in_force_from > timezone.localdate():
        return
    act = change.act
    act.status = STATUS_AFTER.get(change.kind, act.status)
    if change.kind in STATUS_AFTER and act.status == ActStatus.VOID:
        act.ended_on = change.in_force_from
    elif change.kind == ChangeKind.TOOK_EFFECT:
        act.in_force_from = change.in_force_from
    act.save(update_fields=["status", "ended_on", "in_force_from", "changed_at"])
    change.took_effect = True
    change.save(update_fields=["took_effect"])
    search.refresh(act)


def take_effect() -> int:
    """Statuses of changes whose day has come since they were recorded; returns how many. Twice is once."""
    due = Change.objects.filter(took_effect=False, in_force_from__lte=timezone.localdate())
    return sum(_take_effect(pk) for pk in due.order_by("in_force_from", "pk").values_list("pk", flat=True))


@transaction.atomic
def _take_effect(pk: int) -> bool:
    change = Change.objects.select_for_update(of=("self",)).select_related("act").get(pk=pk)
    if change.took_effect:
        return False
    _new_status(change)
    record("legal.change_took_effect", obj=change.act, change=change.pk)
    return True


def flag_dependants(change: Change, *, actor=None) -> list[Model]:
    """A flag on everything that cites what changed. Each flag is an event. Returns the objects."""
    rows = queries.dependants(change)
    Review.objects.bulk_create(
        [Review(change=change, content_type_id=type_id, object_id=pk) for type_id, pk in rows], ignore_conflicts=True
    )
    sources = [obj for type_id, pk in rows if (obj := _object(type_id, pk)) is not None]
    for source in sources:
        record("legal.flagged", actor=actor, obj=source, act=change.act_id, change=change.pk)
    return sources


def _object(type_id: int, pk: int) -> Model | None:
    return ContentType.objects.get_for_id(type_id).model_class()._default_manager.filter(pk=pk).first()


@transaction.atomic
def confirm_review(*, review: Review, actor, note: str = "") -> Review:
    """An editor saw that the text still holds, or mended it: readers see the flag no more. Twice is once.

    Records `legal.review_confirmed`. Raises DomainError for who does not keep acts.
    """
    if not edits_acts(actor):
        raise DomainError(_("Only an editor confirms this."), code="forbidden")
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.confirmed_at is None:
        review.confirmed_at, review.confirmed_by, review.note = timezone.now(), actor, note[:300]
        review.save(update_fields=["confirmed_at", "confirmed_by", "note"])
        source = review.source
        facts = {"act": review.change.act_id, "change": review.change_id}
        record("legal.review_confirmed", actor=actor, obj=source or review, **facts)
        hooks.call("review_confirmed", review=review)
    return review


@transaction.atomic
def describe_change(*, change: Change, actor, **words) -> Change:
    """Say what changed and what it means for an ayil okmotu: the digest takes these words. Records the event."""
    must_edit(actor)
    for name in WORDS:
        if name in words:
            setattr(change, name, words[name])
    change.save(update_fields=WORDS)
    record("legal.change_described", actor=actor, obj=change, act=change.act_id)
    return change
