"""Pieces of a material that lists and pages show in the same way."""

from django import template

from ..enums import MaterialKind

register = template.Library()

ICONS = {
    MaterialKind.GUIDE: "book-2",
    MaterialKind.REGULATION: "gavel",
    MaterialKind.FORM: "checklist",
    MaterialKind.SAMPLE: "file-text",
    MaterialKind.VIDEO: "player-play",
    MaterialKind.COURSE: "school",
    MaterialKind.REPORT: "news",
    MaterialKind.SITE: "world",
}


@register.filter
def kind_icon(kind: str) -> str:
    return ICONS[MaterialKind(kind)]


@register.simple_tag
def material_text(material):
    """The live text in the nearest language."""
    return material.text()
