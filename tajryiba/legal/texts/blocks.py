"""HTML of a legal act, cleaned and cut into a flat list of blocks: paragraphs and tables."""

import re
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser

import nh3

TABLE = {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"}
INLINE = {"b", "strong", "i", "em", "u", "sup", "sub", "a"}
PARAGRAPHS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dd", "dt"}
ALLOWED = TABLE | INLINE | PARAGRAPHS | {"br", "ul", "ol", "hr"}
ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUP = re.compile(r"<sup>\s*(\d{1,2})\s*</sup>")
_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Block:
    """A paragraph (`html` is what stands inside <p>) or a whole table; `text` is it in plain words."""

    html: str
    text: str
    is_table: bool = False
    is_bold: bool = False

    def drawn(self, anchor: str = "") -> str:
        if self.is_table:
            return f'<div class="tablewrap" tabindex="0">{self.html}</div>'
        return f'<p id="{anchor}">{self.html}</p>' if anchor else f"<p>{self.html}</p>"


def plain(html: str) -> str:
    """Words without tags; a superscript digit stays one, so that article 12¹ is not article 121."""
    marked = _SUP.sub(lambda found: found[1].translate(SUPERSCRIPT), html)
    return _SPACE.sub(" ", unescape(_TAG.sub("", marked)).replace("\u00ad", "")).strip()


def clean(html: str) -> str:
    """Only what a text of an act needs; scripts, styles, pictures, foreign schemes and all other attributes go."""
    return nh3.clean(
        html, tags=ALLOWED, attributes=ATTRIBUTES, url_schemes={"http", "https"}, link_rel="noopener nofollow"
    )


def blocks(html: str) -> list[Block]:
    """Blocks of foreign HTML, cleaned; empty ones are left out."""
    reader = _Reader()
    reader.feed(clean(html))
    reader.close()
    reader.end_block()
    return reader.found


def from_lines(text: str) -> str:
    """Plain text → HTML with a paragraph for each line."""
    return "".join(f"<p>{escape(line.strip(), quote=False)}</p>" for line in text.splitlines() if line.strip())


class _Reader(HTMLParser):
    """The HTML comes from nh3: well formed, every tag known."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[Block] = []
        self._parts: list[str] = []
        self._open: list[str] = []  # inline tags that go on in the next block after a <br>
        self._tables = 0
        self._heading = False

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "table" and self._tables == 0:
            self.end_block()
        if tag == "table":
            self._tables += 1
        if self._tables:
            self._parts.append(self.get_starttag_text())
        elif tag in INLINE:
            self._parts.append(self.get_starttag_text())
            self._open.append(self.get_starttag_text())
        elif tag == "br":
            self._break()
        else:
            self.end_block()
            self._heading = len(tag) == 2 and tag[0] == "h" and tag != "hr"

    def handle_endtag(self, tag: str) -> None:
        if self._tables:
            self._parts.append(f"</{tag}>")
            if tag == "table":
                self._tables -= 1
                if not self._tables:
                    self._end_table()
        elif tag in INLINE:
            self._parts.append(f"</{tag}>")
            if self._open:
                self._open.pop()
        else:
            self.end_block()
            self._heading = False

    def handle_data(self, data: str) -> None:
        self._parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self._parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._parts.append(f"&#{name};")

    def _break(self) -> None:
        """A forced line is a paragraph of its own: in acts it begins a point or a heading."""
        kept = list(self._open)
        self._parts.extend(f"</{_name(tag)}>" for tag in reversed(kept))
        self.end_block()
        self._parts.extend(kept)
        self._open = kept

    def end_block(self) -> None:
        html = "".join(self._parts).replace("\xa0", " ").replace("&nbsp;", " ").strip()
        self._parts, self._open = [], []
        text = plain(html)
        if text:
            bold = self._heading or bool(re.fullmatch(r"\s*<(b|strong)>.*</\1>\s*", html, re.S))
            self.found.append(Block(_SPACE.sub(" ", html), text, is_bold=bold))

    def _end_table(self) -> None:
        html = "".join(self._parts).strip()
        self._parts = []
        if text := plain(html.replace("</td>", " </td>").replace("</th>", " </th>")):
            self.found.append(Block(html, text, is_table=True))


def _name(start_tag: str) -> str:
    return re.match(r"<(\w+)", start_tag)[1]
