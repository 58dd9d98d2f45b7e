"""What changes a unit for good: merger, division, a new name. Rows stay, keys are never repointed."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core import hooks
from tajryiba.core.errors import DomainError
from tajryiba.core.languages import LANGUAGES
from tajryiba.search import domain as search

from ..enums import NameStatus, UnitKind
from ..models import Succession, Unit, UnitName
from .units import check_act, check_names


def merge_units(*, units: list[Unit], successor: Unit, on: date, act: str, actor=None) -> Unit:
    """End `units` on the day `on`; `successor` takes them over by `act`. Returns the successor.

    Whatever belonged to a unit stays with it and is found from the successor by lineage. Records an event for each unit
    and calls the hook "unit_merged" (units, successors, on, act, actor) once, in the same transaction.
    Refused: a unit that has ended, contains others, or begins on that day or later; a successor that is one of the
    units or of their predecessors, has ended, or begins later; no act.
    """
    _succeed(units, [successor], on, act, actor)
    return successor


def split_unit(*, unit: Unit, successors: list[Unit], on: date, act: str, actor=None) -> list[Unit]:
    """End `unit` on the day `on`; each of `successors` takes over a part of it. As `merge_units` otherwise."""
    _succeed([unit], successors, on, act, actor)
    return successors


@transaction.atomic
def _succeed(units: list[Unit], successors: list[Unit], on: date, act: str, actor) -> None:
    units, successors = list(dict.fromkeys(units)), list(dict.fromkeys(successors))
    if not units or not successors:
        raise DomainError(_("Choose the units that end and the unit that takes them over."), code="nothing_chosen")
    check_act(act)
    _lock([*units, *successors])
    for unit in units:
        _check_may_end(unit, on)
        _check_successors(unit, successors, on)
    rows = [
        Succession(predecessor=old, successor=new, since=on, act=act.strip()) for old in units for new in successors
    ]
    Succession.objects.bulk_create(rows)
    for unit in units:
        unit.valid_to = on
        unit.register_pre_reform = False
        unit.save(update_fields=["valid_to", "register_pre_reform"])
    for unit in successors:
        unit.register_pre_reform = False
        unit.save(update_fields=["register_pre_reform"])
    ids = [unit.pk for unit in successors]
    for unit in units:
        record("reference.unit_merged", actor=actor, obj=unit, unit=unit, successors=ids, on=on, act=act.strip())
    hooks.call("unit_merged", units=units, successors=successors, on=on, act=act.strip(), actor=actor)


@transaction.atomic
def rename_unit(*, unit: Unit, names: dict[str, str], on: date, act: str, actor=None) -> Unit:
    """Give the unit new names from the day `on`; the old ones stay in its history and findable.

    `names` is the whole set: in a language that is left out readers see the name in another one. Records the event,
    calls the hook "unit_renamed" (unit, before, on, act, actor).
    Refused: a unit that has ended, no name, the same names, no act, a day to come or before the last change.
    """
    check_names(names)
    check_act(act)
    _lock([unit])
    after = {code: names.get(code, "").strip() for code in LANGUAGES}
    before = {code: getattr(unit, f"name_{code}") for code in LANGUAGES}
    since = _named_since(unit)
    _check_may_be_renamed(unit, before, after, on, since)
    UnitName.objects.create(
        unit=unit,
        valid_from=since,
        valid_to=on,
        act=act.strip(),
        **{f"name_{code}": name for code, name in before.items()},
    )
    unit.set_names(former=former_names_text(unit), **after)
    unit.name_status = NameStatus.OFFICIAL
    unit.save()
    record(
        "reference.unit_renamed", actor=actor, obj=unit, unit=unit, before=before, after=after, on=on, act=act.strip()
    )
    hooks.call("unit_renamed", unit=unit, before=before, on=on, act=act.strip(), actor=actor)
    search.refresh(*Unit.objects.within(unit).only("pk"))
    return unit


def former_names_text(unit: Unit) -> str:
    """All names that the unit bore before, for search."""
    rows = unit.former_names.values_list("name_ky", "name_ru", "name_en")
    return " ".join(name for row in rows for name in row if name)


def _lock(units: list[Unit]) -> None:
    """Nobody else merges or renames these until we are done; what we were handed may be stale, so it is read again."""
    ids = sorted(unit.pk for unit in units)
    list(Unit.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    for unit in units:
        unit.refresh_from_db()


def _named_since(unit: Unit) -> date | None:
    return max((name.valid_to for name in unit.former_names.all() if name.valid_to), default=unit.valid_from)


def _check_may_be_renamed(unit: Unit, before: dict, after: dict, on: date, since: date | None) -> None:
    if unit.valid_to is not None:
        raise DomainError(_("%(unit)s has ended and cannot be changed any more.") % {"unit": unit}, code="ended")
    if before == after:
        raise DomainError(_("These are the names it already has."), code="same_names")
    if on > timezone.localdate():
        raise DomainError(_("Enter the new name on the day it comes into force."), code="future")
    if since is not None and on <= since:
        raise DomainError(
            _("The day must be later than the last change, %(day)s.") % {"day": date_format(since)}, code="too_early"
        )


def _check_may_end(unit: Unit, on: date) -> None:
    if unit.kind == UnitKind.COUNTRY:
        raise DomainError(_("The country cannot be merged."), code="country")
    if unit.valid_to is not None:
        raise DomainError(_("%(unit)s has ended and cannot be changed any more.") % {"unit": unit}, code="ended")
    begun = [unit.valid_from, *unit.inheritances.values_list("since", flat=True)]
    latest = max((day for day in begun if day), default=None)
    if latest is not None and on <= latest:
        raise DomainError(
            _("The day must be later than the last change, %(day)s.") % {"day": date_format(latest)}, code="too_early"
        )
    if unit.children.current(on).exists():
        raise DomainError(
            _("Other units still lie in %(unit)s. Move or merge them first.") % {"unit": unit}, code="not_empty"
        )


def _check_successors(unit: Unit, successors: list[Unit], on: date) -> None:
    lineage = unit.lineage()
    for successor in successors:
        if successor.pk == unit.pk:
            raise DomainError(_("A unit cannot be merged into itself."), code="itself")
        if successor.pk in lineage:
            raise DomainError(_("A unit cannot be merged into its own predecessor."), code="own_predecessor")
        if successor.kind == UnitKind.COUNTRY:
            raise DomainError(_("The country cannot be merged."), code="country")
        if successor.valid_to is not None:
            raise DomainError(
                _("%(unit)s has ended and cannot take over another unit.") % {"unit": successor}, code="successor_ended"
            )
        if successor.valid_from is not None and successor.valid_from > on:
            raise DomainError(
                _("%(unit)s begins only later, on %(day)s.")
                % {"unit": successor, "day": date_format(successor.valid_from)},
                code="successor_later",
            )
