"""A text rests on an act: said, or taken back."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError

from .. import subjects
from ..models import Act, Citation
from ..queries import knows_anchor


def _must_cite(source: Model, actor) -> None:
    if not subjects.of(source).may_cite(actor, source):
        raise DomainError(_("You cannot change what this rests on."), code="forbidden")


@transaction.atomic
def cite(*, source: Model, act: Act, article: str = "", note: str = "", actor) -> Citation:
    """`source` rests on this act, or on one place in it (`article` is an anchor: "st-12", "st-12-p-3").

    Twice is once; a new note replaces the old one. Records `legal.cited`. Raises DomainError without permission, for
    an act that is not public, and for an article that the act's text does not have (an act without a text takes any).
    """
    _must_cite(source, actor)
    if not act.is_public:
        raise DomainError(_("This act is still a draft. Publish it first."), code="draft")
    if article and not knows_anchor(act, article):
        raise DomainError(_("The act has no such article. Check the number."), code="no_article")
    place = {"content_type": ContentType.objects.get_for_model(source), "object_id": source.pk}
    citation, created = Citation.objects.get_or_create(
        **place, act=act, article=article, defaults={"note": note[:300], "added_by": actor}
    )
    if created:
        record("legal.cited", actor=actor, obj=source, act=act.pk, article=article)
    elif note and note != citation.note:
        citation.note = note[:300]
        citation.save(update_fields=["note"])
    return citation


@transaction.atomic
def uncite(*, citation: Citation, actor) -> None:
    """The source does not rest on it any more. Records `legal.uncited`. Raises DomainError without permission."""
    _must_cite(citation.source, actor)
    record("legal.uncited", actor=actor, obj=citation.source, act=citation.act_id, article=citation.article)
    citation.delete()
