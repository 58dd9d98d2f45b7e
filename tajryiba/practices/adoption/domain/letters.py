"""Contacts of the origin and of earlier adopters, through the portal: nobody's address is shown."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError
from tajryiba.inbox import domain as inbox
from tajryiba.people.models import User

from .. import notices, queries
from ..enums import CaseKind
from ..models import Adoption, AdoptionLetter, AdoptionLetterReply
from ..words import case_subject
from ._shared import locked_for, note, touch

MAX_PER_HOUR = 20


@transaction.atomic
def write_letter(*, adoption: Adoption, by: User, text: str, key: str, to: Adoption | None = None) -> AdoptionLetter:
    """Ask the origin of the practice, or an earlier adopter `to`. The same `key` is one letter.

    The other side gets a notice and sees the letter, not the workspace. Where nobody of them is registered, the staff
    get a case and pass it on. Records the event. Raises DomainError for an adopter whom one may not know of, and for
    too many in an hour.
    """
    adoption = locked_for(adoption, by)
    if to is not None and not queries.earlier_adopters(adoption).filter(pk=to.pk).exists():
        raise DomainError(_("There is no such municipality among those who did it."), code="no_such_adopter")
    _keep_pace(by)
    letter, created = AdoptionLetter.objects.get_or_create(
        adoption=adoption, key=key, defaults={"text": text.strip(), "author": by, "to_adoption": to}
    )
    if created:
        touch(adoption)
        note("adoption_letter_sent", adoption, by, to=to.pk if to else None)
        _deliver(letter, by)
    return letter


def _keep_pace(by: User) -> None:
    """Each letter rings at somebody's: nobody gets a flood of them from one hand."""
    recent = {"author": by, "at__gt": timezone.now() - timedelta(hours=1)}
    written = AdoptionLetter.objects.filter(**recent).count() + AdoptionLetterReply.objects.filter(**recent).count()
    if written >= MAX_PER_HOUR:
        raise DomainError(_("You wrote a lot in the last hour. Go on a little later."), code="too_many")


def _deliver(letter: AdoptionLetter, by: User) -> None:
    people = [person for person in queries.readers_of(letter) if person.pk != by.pk]
    notices.tell_letter(letter, people)
    if not people:
        inbox.open_case(
            kind=CaseKind.LETTER,
            subject=case_subject(letter.adoption),
            obj=letter,
            client=by,
            organisation_id=letter.adoption.organisation_id,
            unit_id=letter.adoption.unit_id,
            key=f"adoption-letter-{letter.pk}",
        )


@transaction.atomic
def reply_letter(*, letter: AdoptionLetter, by: User, text: str, key: str) -> AdoptionLetterReply:
    """Go on talking, from either side or from the staff. The same `key` is one reply.

    The other side gets a notice. Records the event. Raises DomainError for an outsider and for too many in an hour.
    """
    if not by.has_perm("practices.answer_letter", letter):
        raise DomainError(_("Only the two municipalities may write here."), code="not_a_member")
    _keep_pace(by)
    reply, created = AdoptionLetterReply.objects.get_or_create(
        letter=letter, key=key, defaults={"text": text.strip(), "author": by}
    )
    if created:
        note("adoption_letter_answered", letter.adoption, by)
        notices.tell_reply(reply)
    return reply
