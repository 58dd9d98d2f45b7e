"""Practices, and the stories of their adoption that municipalities show, in the search."""

from django.db.models import Count, Prefetch, Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tajryiba.core.html import plain_text
from tajryiba.core.languages import fallback_order
from tajryiba.reference.indexing import unit_places
from tajryiba.reference.models import Unit
from tajryiba.search.documents import Document, Kind, Text, register

from .adoption.enums import PublicPart
from .enums import SECTIONS
from .models import Adoption, Practice, PracticeText

ROWS = ("steps", "results", "participants", "funding")


def practice_document(practice: Practice) -> Document | None:
    """Every live text is a row; a draft has none."""
    if not practice.is_public:
        return None
    return Document(
        texts={text.lang: _text(practice, text) for text in practice.texts_by_language.values()},
        topics=(practice.main_topic_id, *(topic.pk for topic in practice.other_topics.all())),
        units=tuple(pk for unit in practice.units.all() for pk in unit_places(unit)),
        year=practice.year,
        fresh_on=practice.published_at.date() if practice.published_at else None,
        popularity=practice.adopters,
    )


def _text(practice: Practice, text: PracticeText) -> Text:
    code = text.lang
    names = [*practice.units.all(), *(unit.oblast for unit in practice.units.all() if unit.oblast)]
    organisation = [practice.organisation] if practice.organisation else []
    steps = [_named(row, code) for relation in ROWS for row in getattr(practice, relation).all()]
    sections = [plain_text(getattr(text, name)) for name in SECTIONS]
    return Text(
        title=text.title,
        url=practice.url_in(code),
        summary=text.summary,
        body="\n".join(filter(None, [*sections, *([] if text.summary_only else steps)])),
        extra=" ".join(filter(None, [*(_named(obj, code) for obj in (*names, *organisation)), _place(practice, code)])),
    )


def _named(obj, code: str) -> str:
    """The name in the language of the text, else in the nearest one: a name that is missing cannot be found."""
    return next((name for each in fallback_order(code) if (name := getattr(obj, f"name_{each}", ""))), "")


def _place(practice: Practice, code: str) -> str:
    return getattr(practice, f"place_{code}")


def practice_rows():
    """With all that a document reads, in a constant number of queries."""
    listed = Count("adoptions", filter=Q(adoptions__is_hidden=False), distinct=True)
    return (
        Practice.objects.select_related("organisation")
        .annotate(adopters=listed)
        .prefetch_related(
            Prefetch("texts", PracticeText.objects.filter(live=True), to_attr="live_texts"),
            Prefetch("units", Unit.objects.select_related("oblast", "district")),
            "other_topics",
            *ROWS,
        )
    )


def story_document(adoption: Adoption) -> Document | None:
    """Only a story that the municipality shows, of an adoption and a practice that everybody may know of."""
    story = "\n".join(filter(None, [adoption.story, adoption.failed, adoption.stop_reason]))
    if not (adoption.practice.is_public and adoption.shows(PublicPart.STORY) and story):
        return None
    with translation.override(adoption.lang):
        practice = adoption.practice.text()
        names = {"unit": adoption.unit.name, "title": practice.title if practice else ""}
        text = Text(
            title=_("%(unit)s: «%(title)s»") % names,
            url=adoption.get_absolute_url(),
            summary=adoption.goal[:400],
            body=story,
        )
    return Document(
        {adoption.lang: text},
        topics=(adoption.practice.main_topic_id, *(topic.pk for topic in adoption.practice.other_topics.all())),
        units=tuple(unit_places(adoption.unit)),
        year=(adoption.done_on or adoption.started_on).year,
        fresh_on=adoption.done_on or adoption.started_on,
    )


def story_rows():
    return Adoption.objects.with_words().select_related("unit__district").prefetch_related("practice__other_topics")


def connect() -> None:
    register(Kind("practice", gettext_lazy("Practices"), Practice, practice_document, practice_rows, order=10))
    register(Kind("adoption", gettext_lazy("Stories of adoption"), Adoption, story_document, story_rows, order=15))
