"""The municipality from which practices are looked at. Public pages know it from their address only (`?unit=ID`)."""

from tajryiba.people.enums import MemberState
from tajryiba.reference.models import Unit

COOKIE = "unit"  # read by the page's script and by pages under /account/, never by a public page
KEPT_SECONDS = 365 * 24 * 3600


def unit_of(params) -> Unit | None:
    """The municipality that an address asks for; one that was merged is replaced by what it became."""
    return municipality(params.get("unit", ""))


def municipality(number: str) -> Unit | None:
    """A municipality of today by its number as it came from outside; None for anything else, several successors too."""
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        return None
    unit = Unit.objects.municipalities().filter(pk=int(number)).first()
    if unit is None or not unit.has_ended:
        return unit
    successors = [successor for successor in unit.current_successors() if successor.is_municipality]
    return successors[0] if len(successors) == 1 else None


def units_of_member(user) -> list[Unit]:
    """The municipalities of today for whose bodies a person works."""
    if not user.is_authenticated:
        return []
    rows = user.memberships.filter(state=MemberState.ACTIVE, organisation__unit__isnull=False)
    units = [row.organisation.unit for row in rows.select_related("organisation__unit").order_by("decided_at", "pk")]
    now = [successor for unit in units for successor in unit.current_successors() if successor.is_municipality]
    return list({unit.pk: unit for unit in now}.values())


def my_unit(request) -> Unit | None:
    """For pages under /account/ only: what the person chose here, else the municipality they work for."""
    chosen = municipality(request.COOKIES.get(COOKIE, ""))
    return chosen or next(iter(units_of_member(request.user)), None)
