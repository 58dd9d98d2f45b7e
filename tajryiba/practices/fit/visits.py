"""Where a practice can be seen with one's own eyes, the nearest place first.

Apps and branches above tell of adopters through the hook "practice_adopters" (practice): a handler returns a list of
`Place` in a constant number of queries.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tajryiba.core import hooks
from tajryiba.core.numbers import NBSP, number
from tajryiba.reference.distance import kilometres
from tajryiba.reference.models import Unit


@dataclass(frozen=True)
class Place:
    """A municipality that has the practice; `what` says as whom, in the page's language; `url` leads to its story."""

    unit: Unit
    what: str
    url: str = ""


@dataclass(frozen=True)
class Visit:
    place: Place
    km: float | None
    far: str  # how far it is, in words


def nearest(unit: Unit, practice, most: int = 3) -> list[Visit]:
    """Places other than one's own, the nearest first; where the distance is not known comes last."""
    own = unit.lineage()
    adopters = [place for places in hooks.call("practice_adopters", practice=practice) for place in places]
    origin = [Place(place, _("where it was done first")) for place in practice.units.all() if place.is_municipality]
    places = {place.unit.pk: place for place in [*adopters, *origin] if place.unit.pk not in own}
    visits = [
        Visit(place, km, _far(unit, place.unit, km))
        for place in places.values()
        for km in [kilometres(unit, place.unit)]
    ]
    return sorted(visits, key=lambda visit: (visit.km is None, visit.km or 0, visit.place.unit.pk))[:most]


def _far(here: Unit, there: Unit, km: float | None) -> str:
    """Rounded to 5 km: coordinates of the register are those of a settlement, and roads are longer."""
    if km is not None:
        rounded = max(5, 5 * round(km / 5))
        return _("about %(km)s in a straight line") % {"km": f"{number(rounded)}{NBSP}{_('km')}"}
    if here.district_id and here.district_id == there.district_id:
        return _("in your district")
    if here.oblast_id and here.oblast_id == there.oblast_id:
        return _("in your oblast; how far is not known")
    return _("how far is not known")
