"""Who did what a practice tells of, and may answer questions about it."""

from tajryiba.people.enums import Category, MemberState
from tajryiba.people.models import Organisation, User
from tajryiba.people.queries import with_successors

from ..models import Practice


def origin_organisations(practice: Practice):
    """Bodies that answer for the practice today: its organisation and the LSG bodies of its municipalities.

    Of what was merged, those that took over (T20): the members are there now.
    """
    units = {unit.pk for place in practice.units.all() for unit in (place, *place.current_successors())}
    found = Organisation.objects.current().filter(unit_id__in=units, category=Category.LSG)
    if practice.organisation is not None:
        found = found | Organisation.objects.current().filter(pk__in=with_successors(practice.organisation))
    return found.distinct()


def addressees(practice: Practice) -> list[User]:
    """Members of the origin, who are told of a question and whose reply is the reaction to it."""
    admitted = {"memberships__organisation__in": origin_organisations(practice), "is_active": True}
    return list(User.objects.filter(**admitted, memberships__state=MemberState.ACTIVE).distinct())


def place(practice: Practice) -> tuple[int | None, int | None]:
    """(organisation, municipality) for the duty and the event."""
    return practice.organisation_id, practice.places.values_list("unit_id", flat=True).first()
