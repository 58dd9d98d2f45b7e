"""From an official address or file to a filled draft: what the act is, is read out of its own first lines.

Nothing of an imported act is public until an editor looks at it and publishes.
"""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tajryiba.core import outbound
from tajryiba.core.errors import DomainError
from tajryiba.media.domain import add_document
from tajryiba.media.enums import DocumentKind
from tajryiba.media.extraction import take_text

from . import domain
from .addresses import OfficialAddress, recognise, same_act
from .domain.acts import must_edit
from .models import Act, ActText
from .texts.blocks import blocks
from .texts.facts import Guess, guess

ENDING_OF = {
    "text/html": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/msword": "doc",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
    "text/plain": "txt",
}


@dataclass(frozen=True)
class Paper:
    """A file as it came: uploaded, or fetched from the official address."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Read:
    """What a paper says. `said` are the facts of the editor, which win over the guess."""

    html: str
    kind: str
    guess: Guess
    said: dict = field(default_factory=dict)

    def fact(self, name: str):
        return self.said.get(name) or getattr(self.guess, name)


def fetch_paper(address: OfficialAddress) -> Paper:
    """The file at an official address, through the guard. Raises DomainError as `core.outbound.fetch` does."""
    found = outbound.fetch(address.url.replace("http://", "https://", 1))
    ending = ENDING_OF.get(found.content_type.partition(";")[0].strip().lower(), "html")
    return Paper(f"act-{address.number}.{ending}", found.data)


def read_paper(paper: Paper, **said) -> Read:
    """Take the words out (in a process of its own) and guess what act it is. Raises DomainError as `take_text` does."""
    taken = take_text(paper.data, paper.name)
    return Read(taken.html, taken.kind, guess(blocks(taken.html)), said)


@transaction.atomic
def import_act(
    *, actor, address: str = "", paper: Paper | None = None, edition_on: date | None = None, **said
) -> tuple[Act, ActText | None]:
    """A draft out of an official address, a file, or both; an act that is in the register gets a new edition.

    `said` are facts that the editor wrote (kind, body, number, adopted, title, lang). Side effects: rows, the file kept
    for the staff, events. Raises DomainError: "address" (not of the official database), "nothing", "untold" (what the
    text does not tell and nobody wrote), and those of the text and the register.
    """
    must_edit(actor)
    official = recognise(address) if address else None
    if address and official is None:
        raise DomainError(_("This is not an address of the Ministry of Justice's database."), code="address")
    if paper is None and official is None:
        raise DomainError(_("Paste an official address or choose a file."), code="nothing")
    read = read_paper(paper, **said) if paper else Read("", "", Guess(lang=(official and official.lang) or "ru"), said)
    act = known_act(official, read) or _new_act(official, read, actor)
    if not read.html:
        return act, None
    lang = said.get("lang") or (official and official.lang) or read.guess.lang
    edition = domain.add_edition(act=act, in_force_from=edition_on, actor=actor)
    document = keep(paper, read.kind, actor)
    return act, domain.write_text(edition=edition, lang=lang, html=read.html, actor=actor, document=document)


def known_act(official: OfficialAddress | None, read: Read) -> Act | None:
    """The act of the register that this is: by its official address, else by number and date."""
    if official:
        rows = Act.objects.filter(official_url__contains=official.number).order_by("pk")
        if found := next((act for act in rows if same_act(act.official_url, official.url)), None):
            return found
    number, adopted = read.fact("number"), _iso(read.fact("adopted"))
    kind = read.fact("kind")
    return Act.objects.filter(kind=kind, number=number, adopted=adopted).first() if number and adopted else None


def _new_act(official: OfficialAddress | None, read: Read, actor) -> Act:
    lang = read.said.get("lang") or read.guess.lang
    facts = {"kind": read.fact("kind"), "body": read.fact("body"), "number": read.fact("number")}
    title = read.fact("title")
    if not facts["kind"] or not facts["body"] or not title:
        raise DomainError(
            _("The text does not tell what act it is. Write its kind, who adopted it and its title below."),
            code="untold",
        )
    try:
        return domain.create_act(
            actor=actor,
            adopted=_iso(read.fact("adopted")),
            official_url=official.url if official else "",
            **{f"title_{lang}": title[:500]},
            **facts,
        )
    except ValidationError as refusal:
        raise DomainError(" ".join(refusal.messages), code="invalid") from refusal


def _iso(day) -> str:
    return day.isoformat() if isinstance(day, date) else str(day or "")


def keep(paper: Paper, kind: str, actor):
    """The file itself for the staff; a web page is not kept: what could be active is never served."""
    if kind not in DocumentKind.values:
        return None
    return add_document(file=ContentFile(paper.data, name=paper.name), is_public=False, actor=actor)
