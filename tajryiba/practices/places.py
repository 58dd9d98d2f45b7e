"""A municipality as a person types it: one of the offered labels, or its name alone, with or without ң ө ү."""

from django.core.cache import caches

from tajryiba.core.folding import fold
from tajryiba.core.languages import LANGUAGES, current_language
from tajryiba.reference.models import Unit

DASH = " — "
KEPT_SECONDS = 600


def unit_label(unit: Unit) -> str:
    """«Кызыл-Суу айыл аймагы — Жети-Өгүз району»: the district tells namesakes apart."""
    area = unit.district or unit.oblast
    return f"{unit.name}{DASH}{area.name}" if area and area.pk != unit.pk else unit.name


def unit_labels() -> list[str]:
    """Labels of all municipalities of today, in the order of the reader's language; kept for ten minutes."""
    key = f"unit-labels-{current_language()}"
    labels = caches["local"].get(key)
    if labels is None:
        units = Unit.objects.municipalities().current().by_name().select_related("district", "oblast")
        labels = [unit_label(unit) for unit in units]
        caches["local"].set(key, labels, KEPT_SECONDS)
    return labels


def resolve_unit(text: str) -> Unit | None:
    """The one municipality that `text` names; None when it names none, or several."""
    name, _dash, area = text.partition(DASH.strip())
    wanted, within = fold(name), fold(area)
    if not wanted:
        return None
    candidates = Unit.objects.municipalities().current().matching(name).select_related("district", "oblast")[:30]
    units = [unit for unit in candidates if not within or within in _names(unit.district) | _names(unit.oblast)]
    exact = [unit for unit in units if wanted in _names(unit)]
    found = exact or units
    return found[0] if len(found) == 1 else None


def _names(unit: Unit | None) -> set[str]:
    return {fold(getattr(unit, f"name_{code}")) for code in LANGUAGES} - {""} if unit else set()
