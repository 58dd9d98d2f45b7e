"""Acts in the search: each language in which the act has a title, with the words of the edition in force."""

from datetime import date

from django.db.models import Prefetch
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from tajryiba.core.html import plain_text
from tajryiba.core.languages import LANGUAGES
from tajryiba.search.documents import Document, Kind, Text, register

from .models import Act, ActEdition, ActText
from .queries import edition_in_force


def act_document(act: Act) -> Document | None:
    """Number and date are found too; a draft is not."""
    if not act.is_public:
        return None
    edition = edition_in_force(list(act.editions.all()), timezone.localdate())
    written = {text.lang: text for text in edition.texts.all()} if edition else {}
    return Document(
        texts={code: _text(act, code, written.get(code)) for code in LANGUAGES if getattr(act, f"title_{code}")},
        topics=tuple(topic.pk for topic in act.topics.all()),
        year=int(act.year) if act.year else None,
        fresh_on=date.fromisoformat(act.adopted) if len(act.adopted) == 10 else None,
    )


def _text(act: Act, code: str, written: ActText | None) -> Text:
    with translation.override(code):
        title, url = act.full_title, act.url_in(code)
    pieces = written.provisions.all() if written else ()
    return Text(
        title=title,
        url=url,
        summary=getattr(act, f"summary_{code}"),
        body="\n".join(plain_text(f"{piece.label} {piece.heading} {piece.html}") for piece in pieces),
        extra=f"№ {act.number}" if act.number else "",
    )


def act_rows():
    """With all that a document reads, in a constant number of queries."""
    public = ActEdition.objects.filter(is_public=True).prefetch_related("texts__provisions")
    return Act.objects.prefetch_related(Prefetch("editions", public), "topics")


def connect() -> None:
    register(Kind("act", _("Laws"), Act, act_document, act_rows, order=22))
