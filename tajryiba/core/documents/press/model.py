"""What a publication is made of. Plain facts: no models, no requests, no markup but the HTML of `Text` and its kin.

HTML here is the portal's cleaned rich text (h2 h3 p ul ol li a strong em blockquote br); it is cleaned once more on the
way in. `[^2]` in a text points to the second of its article's notes. A picture is a file's path or its bytes.
"""

from dataclasses import dataclass
from pathlib import Path

Picture = Path | bytes | None


@dataclass(frozen=True)
class Person:
    """An author: a name as it is printed, and who they are, in a few words."""

    name: str
    role: str = ""


@dataclass(frozen=True)
class Text:
    html: str


@dataclass(frozen=True)
class Figure:
    """A picture. `wide` runs over both columns; None lets its proportions decide. `alt` says what is to be seen."""

    picture: Picture
    alt: str
    caption: str = ""
    credit: str = ""
    wide: bool | None = None


@dataclass(frozen=True)
class Quote:
    text: str
    who: str = ""


@dataclass(frozen=True)
class Table:
    """`head` names the columns; a row that is shorter is filled up with empty cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    source: str = ""


@dataclass(frozen=True)
class Chart:
    """Horizontal bars: (label, value) in the order they are printed."""

    title: str
    rows: tuple[tuple[str, float], ...]
    unit: str = ""
    source: str = ""


@dataclass(frozen=True)
class Callout:
    title: str
    html: str


@dataclass(frozen=True)
class Gallery:
    figures: tuple[Figure, ...]
    caption: str = ""


@dataclass(frozen=True)
class Card:
    """Something of the portal beside the text: `kind` names it («Practice»), `lines` are facts about it."""

    kind: str
    title: str
    lines: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True)
class Media:
    """Video or audio: on paper its title and its address, as text and as a QR code."""

    title: str
    url: str
    kind: str = ""


@dataclass(frozen=True)
class Infographic:
    """A drawing and the same figures as a table."""

    figure: Figure
    table: Table | None = None


Block = Text | Figure | Quote | Table | Chart | Callout | Gallery | Card | Media | Infographic


@dataclass(frozen=True)
class Article:
    """`url` is the page on the web (a QR code at the end); `notes` are one-line HTML, numbered from 1."""

    title: str
    rubric: str = ""
    lead: str = ""
    authors: tuple[Person, ...] = ()
    date: str = ""
    url: str = ""
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cover:
    """A `picture` is the whole cover; without it one is drawn: a `scheme` of SCHEMES, the theme in large letters,
    a line of teasers. An empty scheme is chosen by the publication's `order`.
    """

    picture: Picture = None
    scheme: str = ""
    theme: str = ""
    teaser: str = ""


@dataclass(frozen=True)
class Publication:
    """An issue. `number` and `date` are lines as they are printed («№ 11 (157)», «November 2026»); `order` is any
    number that grows from issue to issue. `identifier` stays the same for all versions (a URN or an address).
    """

    title: str
    language: str
    number: str
    date: str
    identifier: str
    order: int = 0
    subtitle: str = ""
    issn: str = ""
    publisher: str = ""
    url: str = ""
    cover: Cover = Cover()
    editorial: Article | None = None
    articles: tuple[Article, ...] = ()
    imprint: tuple[str, ...] = ()
    changed: str = "2000-01-01T00:00:00Z"


# Colours of generated covers: ground, what stands on it, thin lines, the great rhomb and the name.
SCHEMES = {
    "red": ("#b01f2e", "#f6f4ee", "#e8a92b", "#082f45"),
    "ink": ("#18222e", "#f6f4ee", "#e8a92b", "#b01f2e"),
    "teal": ("#1f7a94", "#f6f4ee", "#e8a92b", "#082f45"),
    "deep": ("#082f45", "#f6f4ee", "#e8a92b", "#b01f2e"),
    "green": ("#2b6645", "#f6f4ee", "#e8a92b", "#082f45"),
    "gold": ("#e8a92b", "#18222e", "#b01f2e", "#f6f4ee"),
    "blue": ("#0b4a63", "#f6f4ee", "#e8a92b", "#082f45"),
}


def scheme_of(publication: Publication) -> str:
    """The asked one, or another each time: the same ground returns after seven issues."""
    names = list(SCHEMES)
    return publication.cover.scheme if publication.cover.scheme in SCHEMES else names[publication.order % len(names)]
