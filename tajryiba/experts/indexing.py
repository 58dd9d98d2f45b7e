"""Experts in the search: only published ones, and only what readers see of them."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import LANGUAGES
from tajryiba.reference.indexing import unit_places
from tajryiba.search.documents import Document, Kind, Text, register

from .enums import State
from .models import Expert


def expert_document(expert: Expert) -> Document | None:
    if expert.state != State.PUBLISHED:
        return None
    return Document(
        texts={code: _text(expert, code) for code in LANGUAGES if getattr(expert, f"name_{code}")},
        topics=tuple(topic.pk for topic in expert.topics.all()),
        units=tuple(unit_places(expert.unit)) if expert.unit else (),
    )


def _text(expert: Expert, code: str) -> Text:
    with translation.override(code):
        names = [topic.name for topic in expert.topics.all()] + ([expert.unit.name] if expert.unit else [])
        return Text(
            title=getattr(expert, f"name_{code}"),
            url=expert.get_absolute_url(),
            summary=getattr(expert, f"post_{code}"),
            body=getattr(expert, f"biography_{code}"),
            extra=", ".join(names),
        )


def expert_rows():
    """With all that a document reads, in a constant number of queries."""
    return Expert.objects.select_related("unit").prefetch_related("topics")


def connect() -> None:
    register(Kind("expert", _("Experts"), Expert, expert_document, expert_rows, order=26))
