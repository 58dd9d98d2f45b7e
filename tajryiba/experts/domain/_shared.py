"""What every verb begins and ends with."""

from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.inbox import domain as inbox
from tajryiba.inbox.models import Case
from tajryiba.search import domain as search

from ..enums import MODERATOR, MOVES, OWNER
from ..models import Expert


def locked(expert: Expert) -> Expert:
    """The row as it is now, kept for us until the transaction ends."""
    return Expert.objects.select_for_update().get(pk=expert.pk)


def note(verb: str, expert: Expert, actor=None, **facts) -> None:
    """Record an event about a profile, for its organisation and municipality; the search knows it as it is now."""
    places = {"organisation": expert.organisation_id, "unit": expert.unit_id}
    record(f"experts.{verb}", actor=actor, obj=expert, **places, **facts)
    search.refresh(expert)


def require(user, permission: str, obj) -> None:
    if not user.has_perm(permission, obj):
        raise DomainError(_("You may not do this."), code="forbidden")


def may_move(expert: Expert, to: str, by) -> bool:
    """Whether the table of moves and the person's part in it allow the step."""
    parts = MOVES[expert.state].get(to, ())
    own = OWNER in parts and expert.user_id == by.pk
    return own or (MODERATOR in parts and by.has_perm("experts.moderate_expert", expert))


def require_move(expert: Expert, to: str, by) -> None:
    if not may_move(expert, to, by):
        raise DomainError(_("This is not possible now. Reload the page to see how it stands."), code="not_possible")


def settle(key: str, actor, reason: str) -> None:
    """The duty is done: stop the clock of the case with this key and close it."""
    case = Case.objects.filter(key=key, closed_at=None).first()
    if case is not None:
        inbox.react(case, actor=actor)
        inbox.close_case(case, actor=actor, reason=reason)
