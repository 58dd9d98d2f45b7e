"""A draft for download: the staff's newest template, else the portal's own."""

from pathlib import Path

from tajryiba.core.documents.docx import fill_docx
from tajryiba.core.documents.paper import paper

from ..enums import DraftKind, DraftLanguage
from ..models import Adoption, DraftTemplate
from .facts import facts_of

STARTER = Path(__file__).parent / "starter"


def template_in_force(kind: str, lang: str) -> bytes:
    """DOCX with {{ names }} in it: to be filled, or to be downloaded and edited."""
    row = DraftTemplate.objects.filter(kind=kind, lang=lang).order_by("-added_at", "-pk").first()
    if row is None:
        return starter_template(kind, lang)
    with row.file.open("rb") as file:
        return file.read()


def starter_template(kind: str, lang: str) -> bytes:
    text = (STARTER / f"{DraftKind(kind)}_{DraftLanguage(lang)}.txt").read_text(encoding="utf-8")
    return paper(text, lang)


def draft(adoption: Adoption, kind: str, lang: str) -> bytes:
    """The draft of the kenesh or of the ayil okmotu in `lang`, filled with the facts of the municipality.

    Raises DomainError when the template of the staff is broken (it was tried when it was kept).
    """
    return fill_docx(template_in_force(kind, lang), facts_of(adoption, lang))
