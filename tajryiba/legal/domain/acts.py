"""Acts and their texts: written down, published, related to each other. One transaction each, each is recorded."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core import hooks
from tajryiba.core.errors import DomainError
from tajryiba.search import domain as search

from .. import notices
from ..enums import Level, RelationKind
from ..models import Act, ActEdition, ActRelation, ActText, Provision
from ..rules import edits_acts
from ..texts.splitting import split

MOST_CHARACTERS = 6_000_000


def must_edit(actor) -> None:
    """Raises DomainError for who does not keep the register. None is the portal itself (starter content)."""
    if actor is not None and not edits_acts(actor):
        raise DomainError(_("Only editors keep the register of acts."), code="forbidden")


@transaction.atomic
def create_act(*, actor=None, topics: Iterable = (), **facts) -> Act:
    """Write an act down as a draft. Records `legal.act_created`.

    Raises DomainError without permission, ValidationError for facts that the model refuses.
    """
    must_edit(actor)
    act = Act(**facts)
    act.full_clean(exclude=["topics"])
    act.save()
    act.topics.set(topics)
    record("legal.act_created", actor=actor, obj=act)
    return act


@transaction.atomic
def act_saved(act: Act, *, actor) -> None:
    """An editor changed the facts in the admin: they are public and found at once when the act is. Records it."""
    record("legal.act_changed", actor=actor, obj=act, status=act.status)
    search.refresh(act)


@transaction.atomic
def add_edition(
    *, act: Act, in_force_from: date | None, actor=None, changed_by: Act | None = None, **note
) -> ActEdition:
    """An edition of the act from this day on; the same day again gives back the edition that is there."""
    must_edit(actor)
    edition, created = ActEdition.objects.get_or_create(
        act=act, in_force_from=in_force_from, defaults={"changed_by": changed_by, **note}
    )
    if created:
        record("legal.edition_added", actor=actor, obj=edition, act=act.pk)
    return edition


@transaction.atomic
def write_text(
    *, edition: ActEdition, lang: str, html: str, actor=None, document=None, for_tests: bool = False
) -> ActText:
    """Clean, split and store the words of an edition in one language, in place of what was there.

    Records `legal.text_written`; the act is found by these words. Raises DomainError for an empty or too long text.
    """
    must_edit(actor)
    if len(html) > MOST_CHARACTERS:
        raise DomainError(_("The text is too long. Split it into parts: the act and its annexes."), code="too_long")
    pieces = split(html)
    if not pieces:
        raise DomainError(_("There are no words in this text. Check the file and send it again."), code="empty")
    text, _created = ActText.objects.get_or_create(edition=edition, lang=lang)
    text.provisions.all().delete()
    Provision.objects.bulk_create(
        [
            Provision(
                text=text,
                order=order,
                level=piece.level,
                anchor=piece.anchor[:60],
                label=piece.label,
                heading=piece.heading,
                html=piece.html,
                digest=piece.digest,
            )
            for order, piece in enumerate(pieces)
        ],
        batch_size=100,
    )
    text.characters = sum(len(piece.html) for piece in pieces)
    text.articles = sum(piece.level in (Level.ARTICLE, Level.POINT) for piece in pieces)
    text.document = document or text.document
    text.for_tests = for_tests
    text.save()
    record("legal.text_written", actor=actor, obj=text, lang=lang, pieces=len(pieces))
    search.refresh(edition.act)
    return text


@transaction.atomic
def publish_edition(*, edition: ActEdition, actor=None) -> ActEdition:
    """Readers see and find this edition. Twice is once. Raises DomainError for an edition without a text."""
    must_edit(actor)
    if edition.is_public:
        return edition
    if not edition.texts.exists():
        raise DomainError(_("This edition has no text yet. Upload it first."), code="no_text")
    edition.is_public = True
    edition.save(update_fields=["is_public"])
    record("legal.edition_published", actor=actor, obj=edition, act=edition.act_id)
    search.refresh(edition.act)
    return edition


@transaction.atomic
def publish_act(*, act: Act, actor=None, announce: bool = True) -> Act:
    """Everybody may read the act. Twice is once.

    Side effects: an event, it is found, a message to who follows its topics or this kind of act (`announce`), the hook
    "act_published" (act, actor).
    """
    must_edit(actor)
    act = Act.objects.select_for_update().get(pk=act.pk)
    if act.is_public:
        return act
    act.is_public, act.published_at = True, timezone.now()
    act.save(update_fields=["is_public", "published_at", "changed_at"])
    record("legal.act_published", actor=actor, obj=act)
    search.refresh(act)
    if announce:
        notices.announce_new(act)
    hooks.call("act_published", act=act, actor=actor)
    return act


@transaction.atomic
def relate(*, act: Act, kind: str, other: Act, actor=None, on: date | None = None) -> ActRelation:
    """`act` amends, repeals, implements `other`; its page says the inverse. Twice is once."""
    must_edit(actor)
    if act.pk == other.pk:
        raise DomainError(_("An act cannot be related to itself. Choose another act."), code="itself")
    relation, created = ActRelation.objects.get_or_create(
        act=act, kind=RelationKind(kind), other=other, defaults={"on": on}
    )
    if created:
        record("legal.acts_related", actor=actor, obj=act, kind=kind, other=other.pk)
    return relation


@transaction.atomic
def unrelate(*, relation: ActRelation, actor=None) -> None:
    must_edit(actor)
    record("legal.acts_unrelated", actor=actor, obj=relation.act, kind=relation.kind, other=relation.other_id)
    relation.delete()
