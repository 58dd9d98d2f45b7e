"""An act's text → its pieces with anchors that stay: `st-12`, `gl-3`, `pr-1-p-4`, inside an article `st-12-p-3`."""

import hashlib
from dataclasses import dataclass, field

from ..enums import Level
from . import headings
from .blocks import Block, blocks, plain
from .headings import Heading


@dataclass
class Piece:
    """A provision before it is stored."""

    level: Level
    anchor: str
    label: str = ""
    heading: str = ""
    blocks: list[Block] = field(default_factory=list)
    html: str = ""

    @property
    def digest(self) -> str:
        return hashlib.sha1(f"{self.heading} {plain(self.html)}".encode(), usedforsecurity=False).hexdigest()


def split(html: str) -> list[Piece]:
    """Clean the HTML of an act and cut it. An act without articles is cut at its numbered points."""
    lines = blocks(html)
    has_articles = any(
        (found := headings.heading(line.text, is_bold=line.is_bold)) and found.level == Level.ARTICLE for line in lines
    )
    splitter = _Splitter(has_articles)
    for line in lines:
        splitter.take(line)
    return [_finished(piece) for piece in splitter.pieces if piece.level != Level.PREAMBLE or piece.blocks]


class _Splitter:
    """Reads line by line. Quoted lines («…» not yet closed) belong to the piece that quotes them."""

    def __init__(self, has_articles: bool) -> None:
        self.has_articles = has_articles
        self.pieces = [Piece(Level.PREAMBLE, "begin")]
        self._anchors = {"begin"}
        self._last: dict[Level, tuple] = {}
        self._annex = ""
        self._section = ""
        self._quotes = 0

    def take(self, line: Block) -> None:
        found = None if self._quotes or line.is_table else self._heading(line)
        self._quotes = _quotes_after(self._quotes, line.text)
        if found is None:
            self._continue(line)
            return
        piece = Piece(found.level, self._anchor(found), found.label, found.title)
        self.pieces.append(piece)
        if found.level == Level.POINT or (found.level == Level.ARTICLE and not found.title):
            self._words_in_the_same_line(piece, found, line)

    @staticmethod
    def _words_in_the_same_line(piece: Piece, found: Heading, line: Block) -> None:
        """A point, or an article without a title, goes on in the line of its number."""
        if found.level == Level.POINT or len(line.text) > len(found.label) + 3:
            piece.blocks.append(line)

    def _heading(self, line: Block) -> Heading | None:
        found = headings.heading(line.text, is_bold=line.is_bold)
        if found is None and (not self.has_articles or self._annex):
            found = headings.point(line.text)
        if found is None or not self._counts_on(found):
            return None
        return found

    def _counts_on(self, found: Heading) -> bool:
        """Numbers of articles and points only grow: a smaller one is quoted from elsewhere. An annex begins anew."""
        if found.level not in (Level.ARTICLE, Level.POINT):
            if found.level == Level.ANNEX:
                self._last.clear()
            return True
        if found.order <= self._last.get(found.level, ()):
            return False
        self._last[found.level] = found.order
        return True

    def _anchor(self, found: Heading) -> str:
        if found.level == Level.ANNEX:
            self._annex = self._free(found.anchor if found.number else "pr-1")
            self._section = ""
            return self._annex
        anchor = f"{self._annex}-{found.anchor}" if self._annex else found.anchor
        if found.level == Level.CHAPTER and anchor in self._anchors and self._section:
            anchor = f"{self._section}-{found.anchor}"
        anchor = self._free(anchor)
        if found.level == Level.SECTION:
            self._section = anchor
        return anchor

    def _free(self, anchor: str) -> str:
        """Stable as long as the order of equal numbers is: the second one gets `.2`."""
        free, count = anchor, 1
        while free in self._anchors:
            count += 1
            free = f"{anchor}.{count}"
        self._anchors.add(free)
        return free

    def _continue(self, line: Block) -> None:
        piece = self.pieces[-1]
        if self._is_title_of(piece, line):
            piece.heading = line.text
            return
        piece.blocks.append(line)

    @staticmethod
    def _is_title_of(piece: Piece, line: Block) -> bool:
        """«Глава 1» and its title in the next line."""
        if piece.heading or piece.blocks or line.is_table or piece.level not in _TITLED:
            return False
        return len(line.text) <= headings.LONGEST_TITLE and (line.is_bold or line.text.isupper() or _is_short(line))


_TITLED = (Level.SECTION, Level.CHAPTER, Level.PARAGRAPH)


def _is_short(line: Block) -> bool:
    return len(line.text) < 150 and not line.text.endswith((".", ";", ":"))


def _finished(piece: Piece) -> Piece:
    """Draw the blocks, with anchors at numbered lines inside articles and points, but not at quoted ones."""
    seen: set[str] = set()
    current, drawn, quotes = "", [], 0
    for index, line in enumerate(piece.blocks):
        anchor = ""
        own_line = index == 0 and piece.level == Level.POINT
        if not (quotes or line.is_table or own_line or piece.level == Level.PREAMBLE):
            anchor, current = _inner_anchor(piece, line.text, current)
        quotes = _quotes_after(quotes, line.text)
        anchor = "" if anchor in seen else anchor
        seen.add(anchor)
        drawn.append(line.drawn(anchor))
    piece.html = "".join(drawn)
    piece.heading, piece.label = piece.heading[:500], piece.label[:100]
    return piece


def _quotes_after(quotes: int, text: str) -> int:
    """How many «…» are still open behind this line."""
    return 0 if text.endswith(("».", "»;", "»,", "»")) else max(0, quotes + text.count("«") - text.count("»"))


def _inner_anchor(piece: Piece, text: str, current: str) -> tuple[str, str]:
    """(anchor of the line, anchor of the point we are in now)."""
    if found := headings.point(text):
        anchor = f"{piece.anchor}-{found.anchor}"
        return anchor, anchor
    if number := headings.subpoint(text):
        joined = "-".join(map(str, number))
        return (f"{current}-{joined}" if current else f"{piece.anchor}-p-{joined}"), current
    return "", current
