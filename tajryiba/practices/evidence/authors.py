"""Whose practice it is, today: the organisation named on it, else the bodies of the municipalities where it was done.

Merged bodies and municipalities answer for what they took over; keys are never repointed.
"""

from django.db.models import Q

from tajryiba.people.enums import Category, MemberRole, MemberState
from tajryiba.people.models import Membership, Organisation, OrganisationSuccession, User
from tajryiba.people.queries import lineage
from tajryiba.reference.models import Succession, walk


def bodies_of(practice) -> list[Organisation]:
    """Bodies that speak for the practice now; often none for what came from the press or from abroad."""
    if practice.organisation_id:
        pks = walk(
            practice.organisation_id, OrganisationSuccession.objects.values_list("predecessor_id", "successor_id")
        )
        return list(Organisation.objects.filter(pk__in=pks).order_by("pk"))
    steps = list(Succession.objects.values_list("predecessor_id", "successor_id"))
    units = {pk for unit in practice.places.values_list("unit_id", flat=True) for pk in walk(unit, steps)}
    return list(Organisation.objects.filter(unit__in=units, category=Category.LSG).order_by("pk"))


def people_of(practice) -> list[User]:
    """Whom to ask: the managers of those bodies, and where there is no manager the members."""
    rows = Membership.objects.active().filter(organisation__in=bodies_of(practice)).select_related("user")
    active = [row for row in rows.order_by("pk") if row.user.is_active]
    managers = [row for row in active if row.role == MemberRole.MANAGER]
    return list({row.user_id: row.user for row in managers or active}.values())


def body_for(user, practice) -> Organisation | None:
    """By which body `user` may speak for the practice."""
    mine = set(user.memberships.filter(state=MemberState.ACTIVE).values_list("organisation_id", flat=True))
    return next((body for body in bodies_of(practice) if body.pk in mine), None)


def spoken_for(user) -> tuple[set[int], set[int]]:
    """Organisations and municipalities, of today and before, for which `user` speaks as a member."""
    mine = Organisation.objects.filter(
        Q(memberships__user=user.pk, memberships__state=MemberState.ACTIVE)
    ).select_related("unit")
    organisations, units = set(), set()
    for organisation in mine.distinct():
        organisations |= set(lineage(organisation))
        if organisation.unit and organisation.category == Category.LSG:
            units |= organisation.unit.lineage()
    return organisations, units
