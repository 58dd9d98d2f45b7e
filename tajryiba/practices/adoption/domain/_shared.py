"""What every verb of adoption begins and ends with."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.search import domain as search

from ..models import Adoption
from ..rules import works_on_adoption

MAX_ROWS = 100


def locked(adoption: Adoption) -> Adoption:
    """The row as it is now, kept for us until the transaction ends."""
    return Adoption.objects.select_for_update().get(pk=adoption.pk)


def locked_for(adoption: Adoption, by) -> Adoption:
    """The same, for a member of the municipality. Raises DomainError for everybody else.

    The predicate itself is asked: `has_perm` lets a superuser through, who is no member.
    """
    row = locked(adoption)
    if not works_on_adoption(by, row):
        raise DomainError(_("Only members of the municipality may change this."), code="not_a_member")
    return row


def touch(adoption: Adoption) -> None:
    """A member did something: the silence is over, reminders begin anew."""
    Adoption.objects.filter(pk=adoption.pk).update(active_at=timezone.now(), nudged_days=0)


def found_anew(adoption: Adoption) -> None:
    """The search learns of the story, and of how many took up the practice."""
    search.refresh(adoption, adoption.practice)


def note(verb: str, adoption: Adoption, by, **facts) -> None:
    """Record an event of the adoption for its municipality."""
    places = {"organisation": adoption.organisation_id, "unit": adoption.unit_id}
    record(f"practices.{verb}", actor=by, obj=adoption, **places, practice=adoption.practice_id, **facts)
