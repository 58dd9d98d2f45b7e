"""Materials in the search."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy

from tajryiba.core.html import plain_text
from tajryiba.core.languages import fallback_order
from tajryiba.search.documents import Document, Kind, Text, register

from .models import Item, Material, MaterialText


def material_document(material: Material) -> Document | None:
    """Every live text is a row; a draft has none."""
    if not material.is_public:
        return None
    return Document(
        texts={text.lang: _text(material, text) for text in material.texts_by_language.values()},
        topics=tuple(topic.pk for topic in material.topics.all()),
        year=material.year,
        fresh_on=material.published_at.date() if material.published_at else None,
        popularity=material.downloads,
    )


def _text(material: Material, text: MaterialText) -> Text:
    """The words of a file stand in the row of each language: who looks for them does not care where they are."""
    files = [item.extract.text for item in material.shown_items() if item.document and hasattr(item, "extract")]
    names = [_named(item, "name", text.lang) for item in material.shown_items()]
    return Text(
        title=text.title,
        url=material.url_in(text.lang),
        summary=text.summary,
        body="\n".join(filter(None, [plain_text(text.about), *files])),
        extra=" ".join(filter(None, [_named(material, "author", text.lang), *names])),
    )


def _named(obj, name: str, code: str) -> str:
    return next((words for each in fallback_order(code) if (words := getattr(obj, f"{name}_{each}", ""))), "")


def material_rows():
    """With all that a document reads, in a constant number of queries."""
    live = Prefetch("texts", MaterialText.objects.filter(live=True), to_attr="live_texts")
    items = Prefetch("items", Item.objects.select_related("document", "extract"))
    return Material.objects.prefetch_related(live, items, "topics")


def connect() -> None:
    register(Kind("material", gettext_lazy("Library"), Material, material_document, material_rows, order=20))
