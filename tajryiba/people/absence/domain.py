"""Verbs and reads of absences. Apps above add people who may stand in through the hook "deputy_candidates"."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit import domain as audit
from tajryiba.core import hooks
from tajryiba.core.errors import DomainError

from ..models import Absence, Membership, User

MOST_DEPUTIES = 3  # a deputy of a deputy of a deputy, then the duty stays where it is


@transaction.atomic
def set_absence(*, user: User, first_day: date, last_day: date, deputy: User | None = None) -> Absence:
    """The person will be away; the same days again change the deputy.

    Side effects: an event. Raises DomainError for days that are over, in the wrong order or that overlap another
    absence, and for somebody who cannot stand in.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if last_day < first_day:
        raise DomainError(_("The last day is before the first one."), code="wrong_days")
    if last_day < timezone.localdate():
        raise DomainError(_("These days are over. Enter days to come."), code="over")
    if deputy is not None and deputy not in candidates(user):
        raise DomainError(_("This person cannot stand in for you. Choose one from the list."), code="not_a_candidate")
    same = Absence.objects.filter(user=user, first_day=first_day, last_day=last_day).first()
    clash = Absence.objects.filter(user=user, first_day__lte=last_day, last_day__gte=first_day)
    if same is None and clash.exists():
        raise DomainError(_("You have entered an absence in these days already. End it first."), code="overlap")
    absence = same or Absence(user=user, first_day=first_day, last_day=last_day)
    absence.deputy = deputy
    absence.save()
    days = {"first_day": first_day, "last_day": last_day, "deputy": deputy.pk if deputy else None}
    audit.record("people.absence_set", actor=user, obj=absence, **days)
    return absence


@transaction.atomic
def end_absence(*, absence: Absence, by: User) -> None:
    """Back again, or the days were wrong; twice is once. Side effects: an event. Raises DomainError for another's."""
    if absence.user_id != by.pk:
        raise DomainError(_("Only the person themselves may do this."), code="forbidden")
    row = Absence.objects.filter(pk=absence.pk).first()
    if row is not None:
        audit.record("people.absence_ended", actor=by, obj=row)
        row.delete()


def candidates(user: User) -> QuerySet[User]:
    """Who may stand in: members of the same organisations, and whom apps above name."""
    bodies = Membership.objects.active().filter(user=user).values("organisation")
    found = set(Membership.objects.active().filter(organisation__in=bodies).values_list("user_id", flat=True))
    for more in hooks.call("deputy_candidates", user=user):
        found |= set(more)
    return User.objects.filter(pk__in=found - {user.pk}, is_active=True).order_by("full_name", "pk")


def current_absence(user: User, on: date | None = None) -> Absence | None:
    """The absence of this day, with the deputy."""
    on = on or timezone.localdate()
    rows = Absence.objects.filter(user=user, first_day__lte=on, last_day__gte=on)
    return rows.select_related("deputy").first()


def away(on: date | None = None) -> set[int]:
    """Ids of all who are away on this day: one query for a list."""
    on = on or timezone.localdate()
    return set(Absence.objects.filter(first_day__lte=on, last_day__gte=on).values_list("user_id", flat=True))


def stands_in(user: User, on: date | None = None) -> User:
    """Who takes the person's duties on this day: themselves, the deputy, or the deputy's deputy."""
    seen, now = {user.pk}, user
    for _step in range(MOST_DEPUTIES):
        absence = current_absence(now, on)
        deputy = absence.deputy if absence else None
        if absence is None:
            return now
        if deputy is None or not deputy.is_active or deputy.pk in seen:
            return user
        seen.add(deputy.pk)
        now = deputy
    return now if current_absence(now, on) is None else user
