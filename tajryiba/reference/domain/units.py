"""Making a unit, its place in the country, its population."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core import hooks
from tajryiba.core.errors import DomainError
from tajryiba.search import domain as search

from ..enums import TOP_KINDS, UnitKind
from ..models import Unit

# In what a unit of each kind may lie. No circle is possible this way.
LIES_IN = {
    UnitKind.COUNTRY: (),
    UnitKind.OBLAST: (UnitKind.COUNTRY,),
    UnitKind.REPUBLIC_CITY: (UnitKind.COUNTRY,),
    UnitKind.DISTRICT: (UnitKind.OBLAST,),
    UnitKind.CITY: (UnitKind.OBLAST, UnitKind.DISTRICT),
    UnitKind.AIYL_AIMAK: (UnitKind.OBLAST, UnitKind.DISTRICT),
    UnitKind.SETTLEMENT: (UnitKind.DISTRICT, UnitKind.CITY),
    UnitKind.CITY_DISTRICT: (UnitKind.REPUBLIC_CITY, UnitKind.CITY),
}
OLDEST_YEAR = 1900


def place(unit: Unit, parent: Unit | None) -> None:
    """Put the unit into `parent` and into the parent's oblast and district. Does not save."""
    unit.parent = parent
    unit.oblast_id = parent.oblast_id if parent else None
    unit.district_id = parent.district_id if parent else None
    if unit.pk:
        point_to_itself(unit)


def point_to_itself(unit: Unit) -> bool:
    """An oblast lies in itself, so does a district: one filter then finds it with all that is in it. Does not save."""
    if unit.kind in TOP_KINDS:
        unit.oblast_id = unit.pk
    elif unit.kind == UnitKind.DISTRICT:
        unit.district_id = unit.pk
    else:
        return False
    return True


@transaction.atomic
def create_unit(
    *,
    kind: str,
    names: dict[str, str],
    parent: Unit,
    valid_from: date | None = None,
    code: str | None = None,
    actor=None,
) -> Unit:
    """A unit that the register did not have, for example one made by the reform. Records the event.

    Refused: no name, a code that another unit has, a place where such a unit cannot lie.
    """
    check_names(names)
    _check_place(kind, parent)
    if code and Unit.objects.filter(code=code).exists():
        raise DomainError(_("Another unit already has this SOATE code."), code="code_taken")
    unit = Unit(kind=kind, code=code or None, valid_from=valid_from)
    unit.set_names(**names)
    place(unit, parent)
    unit.save()
    if point_to_itself(unit):
        unit.save(update_fields=["oblast", "district"])
    record("reference.unit_created", actor=actor, obj=unit, unit=unit, kind=kind)
    search.refresh(unit)
    return unit


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit, act: str, actor=None) -> Unit:
    """Put the unit, with all that lies in it, into another district or oblast. Records the event.

    Refused: a unit that has ended, a place where such a unit cannot lie, no act.
    """
    if unit.valid_to is not None:
        raise DomainError(_("%(unit)s has ended and cannot be changed any more.") % {"unit": unit}, code="ended")
    check_act(act)
    _check_place(unit.kind, parent)
    before = unit.parent_id
    place(unit, parent)
    unit.save(update_fields=["parent", "oblast", "district"])
    if unit.kind == UnitKind.DISTRICT:
        Unit.objects.filter(district=unit).update(oblast=unit.oblast_id)
    record("reference.unit_moved", actor=actor, obj=unit, unit=unit, before=before, after=parent.pk, act=act.strip())
    search.refresh(*Unit.objects.within(unit).only("pk"))
    return unit


@transaction.atomic
def set_population(
    *, unit: Unit, population: int | None, source: str = "", year: int | None = None, actor=None
) -> Unit:
    """Enter how many people live in the unit; None means that it is not known.

    Records the event, calls the hook "unit_facts_changed" (unit, actor).
    Refused: a negative number, a number without its source, a year that has not come.
    """
    check_population(population, source, year)
    unit.population = population
    unit.population_source = source.strip() if population is not None else ""
    unit.population_year = year if population is not None else None
    unit.save(update_fields=["population", "population_source", "population_year"])
    record(
        "reference.population_set", actor=actor, obj=unit, unit=unit, population=population, year=unit.population_year
    )
    hooks.call("unit_facts_changed", unit=unit, actor=actor)
    return unit


def check_population(population: int | None, source: str, year: int | None) -> None:
    if population is None:
        return
    if population < 0:
        raise DomainError(_("A population cannot be negative."), code="negative")
    if not source.strip():
        raise DomainError(_("Say where the number comes from."), code="no_source")
    if year is not None and not OLDEST_YEAR <= year <= timezone.localdate().year:
        raise DomainError(_("Check the year of the population."), code="wrong_year")


def check_names(names: dict[str, str]) -> None:
    if not any(name.strip() for name in names.values()):
        raise DomainError(_("Write the name in one language at least."), code="no_name")


def check_act(act: str) -> None:
    if not act.strip():
        raise DomainError(_("Name the act: its number, date and body."), code="no_act")


def _check_place(kind: str, parent: Unit) -> None:
    if parent.kind not in LIES_IN[UnitKind(kind)]:
        raise DomainError(
            _("A unit of the kind «%(kind)s» cannot lie in %(parent)s.")
            % {"kind": UnitKind(kind).label, "parent": parent},
            code="wrong_place",
        )
    if parent.valid_to is not None:
        raise DomainError(_("%(unit)s has ended and cannot be changed any more.") % {"unit": parent}, code="ended")
