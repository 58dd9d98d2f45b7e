"""Municipalities and topics in the search."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import LANGUAGES
from tajryiba.search.documents import Document, Kind, Text, register

from .enums import UnitKind
from .models import Topic, Unit


def unit_places(unit: Unit) -> list[int]:
    """The unit and what it lies in: by each of them it is found."""
    return [pk for pk in (unit.pk, unit.district_id, unit.oblast_id) if pk]


def unit_document(unit: Unit) -> Document | None:
    """Former names and the code are found too; the country is not looked for."""
    if unit.kind == UnitKind.COUNTRY:
        return None
    former = " ".join(name for row in unit.former_names.all() for code in LANGUAGES if (name := _own(row, code)))
    texts = {}
    for code in LANGUAGES:
        if not _own(unit, code):
            continue
        with translation.override(code):
            areas = [area.name for area in (unit.district, unit.oblast) if area and area.pk != unit.pk]
            summary = ", ".join([str(unit.get_kind_display()), *areas])
            texts[code] = Text(_own(unit, code), unit.get_absolute_url(), summary, extra=f"{former} {unit.code or ''}")
    return Document(texts, units=tuple(unit_places(unit)))


def topic_document(topic: Topic) -> Document:
    texts = {}
    for code in LANGUAGES:
        if not _own(topic, code):
            continue
        with translation.override(code):
            parts = ", ".join(name for row in topic.subthemes.all() if (name := _own(row, code)))
            texts[code] = Text(
                _own(topic, code), topic.get_absolute_url(), getattr(topic, f"description_{code}"), parts
            )
    return Document(texts, topics=(topic.pk,))


def _own(obj, code: str) -> str:
    """The name in this very language, without falling back."""
    return getattr(obj, f"name_{code}")


def connect() -> None:
    units = Unit.objects.select_related("district", "oblast").prefetch_related("former_names")
    register(Kind("municipality", _("Municipalities"), Unit, unit_document, units.all, order=30, weight=0.3))
    register(
        Kind("topic", _("Topics"), Topic, topic_document, Topic.objects.prefetch_related("subthemes").all, order=40)
    )
