"""For which practices a person speaks: the other side of `asking.queries.origin_organisations`.

Merged bodies and municipalities speak for what they took over; keys are never repointed.
"""

from tajryiba.people.enums import Category, MemberState
from tajryiba.people.models import Organisation
from tajryiba.people.queries import lineage


def spoken_for(user) -> tuple[set[int], set[int]]:
    """Organisations and municipalities, of today and before, for which `user` speaks as a member."""
    mine = Organisation.objects.current().filter(memberships__user=user.pk, memberships__state=MemberState.ACTIVE)
    organisations, units = set(), set()
    for organisation in mine.select_related("unit").distinct():
        organisations |= set(lineage(organisation))
        if organisation.unit and organisation.category == Category.LSG:
            units |= {organisation.unit_id} if organisation.unit.has_ended else organisation.unit.lineage()
    return organisations, units
