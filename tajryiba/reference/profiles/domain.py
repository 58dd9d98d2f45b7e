"""Entering what is known of a municipality."""

from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core import hooks
from tajryiba.core.errors import DomainError

from ..models import Unit
from .models import FACTS, OLDEST_YEAR, UnitProfile


class Fact(NamedTuple):
    """A value with its source and year; None (or an empty word or list) is "not known"."""

    value: Any
    source: str = ""
    year: int | None = None


@transaction.atomic
def set_profile(*, unit: Unit, facts: dict[str, Fact], actor=None) -> UnitProfile:
    """Enter facts of a municipality; what `facts` leaves out stays as it is.

    Records `reference.profile_set` with the names of what changed, and calls the hook "unit_facts_changed"
    (unit, actor); both only when something did. Refused: a unit that is no municipality or has ended, a value
    without its source, a year that has not come.
    """
    check_has_profile(unit)
    UnitProfile.objects.get_or_create(unit=unit)
    profile = UnitProfile.objects.select_for_update().get(unit=unit)
    changed = [name for name in FACTS if name in facts and _enter(profile, name, facts[name])]
    if changed:
        profile.full_clean()
        profile.save()
        record("reference.profile_set", actor=actor, obj=unit, unit=unit, facts=changed)
        hooks.call("unit_facts_changed", unit=unit, actor=actor)
    return profile


def check_has_profile(unit: Unit) -> None:
    if not unit.is_municipality:
        raise DomainError(_("Only a municipality has a profile."), code="not_municipal")
    if unit.has_ended:
        raise DomainError(_("%(unit)s has ended and cannot be changed any more.") % {"unit": unit}, code="ended")


def check_fact(fact: Fact) -> None:
    """Raises DomainError for a known value without a source, or a year that has not come."""
    if not _is_known(fact.value):
        return
    if not fact.source.strip():
        raise DomainError(_("Say where the number comes from."), code="no_source")
    if fact.year is not None and not OLDEST_YEAR <= fact.year <= timezone.localdate().year:
        raise DomainError(_("Check the year: it has not come yet, or is too long ago."), code="wrong_year")


def _is_known(value) -> bool:
    return value is not None and value != "" and value != []


def _enter(profile: UnitProfile, name: str, fact: Fact) -> bool:
    """Write a fact on the profile; says whether it differs from what was there. Does not save."""
    check_fact(fact)
    nothing = "" if name == "settlement" else None
    known = _is_known(fact.value)
    wanted = (fact.value, fact.source.strip(), fact.year) if known else (nothing, "", None)
    columns = (name, f"{name}_source", f"{name}_year")
    if tuple(getattr(profile, column) for column in columns) == wanted:
        return False
    for column, value in zip(columns, wanted, strict=True):
        setattr(profile, column, value)
    return True
