"""How a practice fits a municipality: the panel of its page, and the line under a card of the catalogue."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tajryiba.core.languages import current_language
from tajryiba.core.numbers import number
from tajryiba.core.slugs import latin_slug
from tajryiba.reference.models import Unit

from ..catalogue.index import current_index
from . import words
from .chosen import unit_of, units_of_member
from .cost import cost_here
from .formula import Part
from .ranking import Fit, Seen
from .visits import nearest

REASONS_ON_A_CARD = 3


@dataclass(frozen=True)
class Line:
    """A row of the table: a fact here and there, in words, and the points that it gave."""

    label: str
    mine: str
    theirs: str
    reason: str
    points: str
    weight: int


def fit_panel(context: dict, practice) -> str:
    """Block on a practice's page. Without `?unit=` it is an invitation, the same for every guest."""
    request = context.get("request")
    if request is None or context.get("is_preview"):
        return ""
    return render_to_string("practices/fit/_panel.html", panel_context(practice, unit_of(request.GET)), request=request)


def own_unit(context: dict, person) -> str:
    """In the island of the masthead: from which municipality a member looks who has chosen none in this browser."""
    units = units_of_member(person)
    return format_html('<span hidden data-own-unit="{}"></span>', units[0].pk) if units else ""


def panel_context(practice, unit: Unit | None) -> dict:
    context = {"practice": practice, "unit": unit}
    index = current_index()
    if unit is None or practice.pk not in index.entries:
        return {**context, "unit": None}
    fit = Fit(index, unit)
    seen = fit.seen(practice.pk)
    return {
        **context,
        "seen": seen,
        "place": _place(practice, seen),
        "reasons": words.reasons(seen.likeness) if seen.likeness else [],
        "lines": lines(seen),
        "missing": missing(seen),
        "cost": cost_here(practice.cost_per_resident(), fit.mine),
        "visits": nearest(unit, practice),
    }


def lines(seen: Seen) -> list[Line]:
    return [_line(part) for part in seen.likeness.known] if seen.likeness else []


@dataclass(frozen=True)
class Missing:
    """Facts that cannot be compared, by whom they are not known of."""

    label: str
    facts: list[str]


def missing(seen: Seen) -> list[Missing]:
    parts = seen.likeness.missing if seen.likeness else ()
    groups: dict[str, list[str]] = {}
    for part in parts:
        groups.setdefault(_of_whom(part), []).append(words.label(part.name))
    return [Missing(label, facts) for label, facts in groups.items()]


def _of_whom(part: Part) -> str:
    if part.mine is None and part.theirs is None:
        return _("of both")
    return _("of yours") if part.mine is None else _("of theirs")


def _line(part: Part) -> Line:
    return Line(
        words.label(part.name),
        words.value(part.name, part.mine),
        words.value(part.name, part.theirs),
        words.reason(part),
        number(part.points, 1),
        part.weight,
    )


def _place(practice, seen: Seen) -> Unit | None:
    return next((unit for unit in practice.units.all() if unit.pk == seen.place), None)


@dataclass(frozen=True)
class Note:
    """What stands under a card."""

    seen: Seen
    reasons: list[str]
    title: str
    url: str


def notes(fit: Fit, pks: list[int]) -> dict[int, Note]:
    """A note for each of the public practices `pks`; no queries."""
    return {pk: _note(fit, pk) for pk in pks}


def _note(fit: Fit, pk: int) -> Note:
    seen, title = fit.seen(pk), fit.index.entries[pk].titles[current_language()]
    reasons = words.reasons(seen.likeness, REASONS_ON_A_CARD) if seen.likeness else []
    address = reverse("practice_detail", args=[pk, latin_slug(title)])
    return Note(seen, reasons, title, f"{address}?unit={fit.unit.pk}#fit")
