"""Drawing the words of an act: in parts when it is long, with addresses of articles, as data for search engines."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tajryiba.core import jsonld

from . import queries
from .enums import DEPTH, ActKind, ActStatus, Level
from .models import Act, ActText, Provision
from .texts import comparing

PART = 60_000  # characters of one part of a long act: the page stays light on a phone
TAG = {Level.ARTICLE: "h3", Level.POINT: "h3", Level.PARAGRAPH: "h3"}


@dataclass(frozen=True)
class Part:
    """Consecutive pieces that are shown together."""

    number: int
    pieces: list[Provision]

    @property
    def anchor(self) -> str:
        return self.pieces[0].anchor

    @property
    def title(self) -> str:
        named = [piece.title for piece in self.pieces if piece.title]
        return named[0] if named else _("Beginning")


class Book:
    """A text cut into parts of a readable size, opened where `at` says (an anchor; of a point too)."""

    def __init__(self, text: ActText, at: str = "") -> None:
        self.text = text
        self.pieces = queries.contents(text)
        self.at = at

    @cached_property
    def parts(self) -> list[Part]:
        """A new part begins at a chapter, or where the text has grown too long."""
        if self.text.characters <= 2 * PART:
            return [Part(1, self.pieces)]
        average = self.text.characters / max(len(self.pieces), 1)
        most = max(1, round(PART / max(average, 1)))
        groups: list[list[Provision]] = [[]]
        for piece in self.pieces:
            heading = DEPTH[piece.level] < DEPTH[Level.ARTICLE] and len(groups[-1]) > most / 2
            if groups[-1] and (len(groups[-1]) >= most or heading):
                groups.append([])
            groups[-1].append(piece)
        return [Part(number, group) for number, group in enumerate(groups, start=1)]

    @cached_property
    def part(self) -> Part:
        places = {piece.anchor: part for part in self.parts for piece in part.pieces}
        return places.get(self.at) or places.get(self.at.partition("-p-")[0]) or self.parts[0]

    @property
    def before(self) -> Part | None:
        return self.parts[self.part.number - 2] if self.part.number > 1 else None

    @property
    def after(self) -> Part | None:
        return self.parts[self.part.number] if self.part.number < len(self.parts) else None

    @cached_property
    def is_long(self) -> bool:
        return len(self.parts) > 1

    def contents(self) -> SafeString:
        """The table of contents: every heading and article that has a name, as links."""
        rows = [piece for piece in self.pieces if piece.label]
        return mark_safe(  # noqa: S308  (escaped below)
            "".join(
                f'<li class="toc__{DEPTH[piece.level]}">{self._link(piece, escape(piece.title))}</li>' for piece in rows
            )
        )

    def _link(self, piece: Provision, words: str) -> str:
        return f'<a href="?at={escape(piece.anchor)}#{escape(piece.anchor)}">{words}</a>'

    def body(self) -> SafeString:
        """The words of the open part. The HTML was cleaned when it was written (`domain.write_text`)."""
        first, last = self.part.pieces[0].order, self.part.pieces[-1].order
        rows = self.text.provisions.filter(order__gte=first, order__lte=last)
        return mark_safe("".join(self._drawn(piece) for piece in rows))  # noqa: S308

    def _drawn(self, piece: Provision) -> str:
        html = piece.html
        if not piece.label:
            return f'<section id="{escape(piece.anchor)}">{html}</section>'
        tag = TAG.get(piece.level, "h2")
        anchor, label = escape(piece.anchor), escape(piece.label)
        link = (
            f'<a class="anchor" href="?at={anchor}#{anchor}" data-copy="{escape(_("Copied"))}" title="{label}">'
            f'<span class="vh">{escape(_("Link to this place"))}: {label}</span></a>'
        )
        if piece.level == Level.POINT:
            return f'<section id="{escape(piece.anchor)}" class="point">{link}{html}</section>'
        return f'<section id="{escape(piece.anchor)}"><{tag}>{escape(piece.title)} {link}</{tag}>{html}</section>'


# --- Comparison ---


def _words(text: ActText | None, anchors: list[str]) -> dict[str, Provision]:
    return {piece.anchor: piece for piece in text.provisions.filter(anchor__in=anchors)} if text else {}


def drawn_pairs(pairs: list[comparing.Pair], before: ActText | None, after: ActText | None) -> list[dict]:
    """Changed pieces with their paragraphs on both sides."""
    anchors = [pair.anchor for pair in pairs]
    old, new = _words(before, anchors), _words(after, anchors)
    return [
        {
            "pair": pair,
            "lines": comparing.lines(_whole(old.get(pair.anchor)), _whole(new.get(pair.anchor))),
        }
        for pair in pairs
    ]


def _whole(piece: Provision | None) -> str:
    return f"<p>{escape(piece.title)}</p>{piece.html}" if piece else ""


def side_by_side(pairs: list[comparing.Pair], texts: dict[str, ActText]) -> list[dict]:
    anchors = [pair.anchor for pair in pairs]
    columns = {code: _words(texts.get(code), anchors) for code in ("ky", "ru")}
    return [{"anchor": anchor, **{code: columns[code].get(anchor) for code in columns}} for anchor in anchors]


# --- Data for search engines ---

FORCE = {
    ActStatus.IN_FORCE: "https://schema.org/InForce",
    ActStatus.AMENDED: "https://schema.org/InForce",
    ActStatus.NOT_YET: "https://schema.org/NotInForce",
    ActStatus.VOID: "https://schema.org/NotInForce",
}


def json_ld(act: Act, text: ActText | None, request) -> SafeString:
    """schema.org Legislation; what is not known is left out."""
    site = settings.SITE_URL
    facts = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "name": act.title,
        "alternateName": act.full_title,
        "legislationIdentifier": act.number,
        "legislationType": str(ActKind(act.kind).label),
        "legislationDate": act.adopted,
        "legislationPassedBy": {"@type": "Organization", "name": act.body_words},
        "legislationJurisdiction": "KG",
        "legislationLegalForce": FORCE.get(act.status, ""),
        "inLanguage": text.lang if text else act.title_language,
        "url": site + act.get_absolute_url(),
        "sameAs": act.official_url,
        "abstract": act.summary,
    }
    return jsonld.json_ld(facts)
