"""The portal's rich text → a tree of plain nodes, by a real parser. What the tree may hold is listed here; anything
else is dropped with its tag, and its words stay.

Blocks: {"t": "p"|"h2"|"h3", "c": [inline]}, {"t": "ul"|"ol", "items": [[block]]}, {"t": "quote", "c": [block]}.
Inline: {"t": "text", "v": str}, {"t": "strong", "c": [inline]}, {"t": "a", "href": str, "c": [inline]}, {"t": "br"},
        {"t": "note", "n": int, "first": bool}.
"""

import re
from html.parser import HTMLParser

import nh3

HEADINGS = {"h2": "h2", "h3": "h3", "h4": "h3"}
LISTS = {"ul", "ol"}
STRONG = {"b", "strong", "em", "i"}  # the fonts have no italics: what is stressed is semibold
TAGS = {"p", "br", "a", "li", "blockquote", *HEADINGS, *LISTS, *STRONG}
SCHEMES = {"http", "https", "mailto", "tel"}
DEEPEST = 12
_MARK = re.compile(r"\[\^(\d{1,3})\]")
_SPACE = re.compile(r"[ \t\r\n\f]+")


class Notes:
    """Numbers notes in the order in which a text first points to them; remembers which were never pointed to."""

    def __init__(self, notes: tuple[str, ...] = ()):
        self.texts = notes
        self.order: list[int] = []

    def mark(self, number: int) -> dict | None:
        """A node for `[^number]`; None when there is no such note."""
        if not 1 <= number <= len(self.texts):
            return None
        first = number not in self.order
        if first:
            self.order.append(number)
        return {"t": "note", "n": self.order.index(number) + 1, "first": first}

    def used(self) -> list[str]:
        return [self.texts[number - 1] for number in self.order]

    def unused(self) -> list[str]:
        return [text for number, text in enumerate(self.texts, 1) if number not in self.order and text.strip()]


def blocks(html: str, notes: Notes | None = None) -> list[dict]:
    """The blocks of a rich text. Words outside any paragraph become one."""
    builder = _Builder(notes)
    builder.feed(nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None))
    builder.close()
    return builder.done()


def inline(html: str, notes: Notes | None = None) -> list[dict]:
    """The words of a one-line text (a note, a caption): what stood in several paragraphs is joined by spaces."""
    found: list[dict] = []
    for block in blocks(html, notes):
        if found:
            found.append({"t": "text", "v": " "})
        found.extend(_inlines_of(block))
    return found


def plain(text: str) -> list[dict]:
    """A text that holds no markup: every sign of it is printed."""
    return [{"t": "text", "v": text}] if text else []


def without_marks(text: str) -> str:
    """A title or a lead cannot carry a note: its marks are dropped, the notes are printed at the end."""
    return _MARK.sub("", text)


def with_marks(text: str, notes: Notes | None) -> list[dict]:
    """Plain text → inline nodes, `[^n]` → notes."""
    nodes: list[dict] = []
    start = 0
    for found in _MARK.finditer(text):
        nodes += plain(text[start : found.start()])
        start = found.end()
        node = notes.mark(int(found[1])) if notes else None
        if node:
            nodes.append(node)
    return nodes + plain(text[start:])


def _inlines_of(block: dict) -> list[dict]:
    if block["t"] in LISTS:
        return [node for item in block["items"] for inner in item for node in _inlines_of(inner)]
    if block["t"] == "quote":
        return [node for inner in block["c"] for node in _inlines_of(inner)]
    return block["c"]


class _Builder(HTMLParser):
    """Walks cleaned HTML. `stack` holds the open containers: (tag, list of its children)."""

    def __init__(self, notes: Notes | None):
        super().__init__(convert_charrefs=True)
        self.notes = notes
        self.root: list[dict] = []
        self.stack: list[tuple[str, list]] = [("", self.root)]

    # --- what the parser calls ---

    def handle_starttag(self, tag: str, attrs) -> None:
        if tag == "br":
            self._inline_place().append({"t": "br"})
        elif len(self.stack) > DEEPEST:
            return
        elif tag in HEADINGS or tag == "p":
            self._end_inline()
            self._open(tag, {"t": HEADINGS.get(tag, "p"), "c": []}, "c")
        elif tag in LISTS:
            self._end_inline()
            self._open(tag, {"t": tag, "items": []}, "items")
        elif tag == "li":
            self._open_item()
        elif tag == "blockquote":
            self._end_inline()
            self._open(tag, {"t": "quote", "c": []}, "c")
        elif tag == "a" and dict(attrs).get("href"):
            self._open(tag, {"t": "a", "href": dict(attrs)["href"], "c": []}, "c", self._inline_place())
        elif tag in STRONG:
            self._open(tag, {"t": "strong", "c": []}, "c", self._inline_place())

    def handle_endtag(self, tag: str) -> None:
        """Closes the innermost open element of this name; one that was never opened closes nothing."""
        names = [name for name, _children in self.stack]
        if tag in names[1:]:
            del self.stack[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        words = _SPACE.sub(" ", data)
        if words.strip(" ") or self._inside_words():
            self._inline_place().extend(with_marks(words, self.notes))

    # --- helpers ---

    def _open(self, tag: str, node: dict, children: str, place: list | None = None) -> None:
        (self.stack[-1][1] if place is None else place).append(node)
        self.stack.append((tag, node[children]))

    def _open_item(self) -> None:
        """An item outside a list gets a list of its own."""
        self._end_inline()
        if self.stack[-1][0] not in LISTS:
            self._open("ul", {"t": "ul", "items": []}, "items")
        item: list[dict] = []
        self.stack[-1][1].append(item)
        self.stack.append(("li", item))

    def _inside_words(self) -> bool:
        tag = self.stack[-1][0]
        return tag in ("p", "a") or tag in HEADINGS or tag in STRONG

    def _inline_place(self) -> list:
        """Where words go now: the open paragraph, or a new one in the open item, quotation or text."""
        if not self._inside_words():
            if self.stack[-1][0] in LISTS:
                self._open_item()
            self._open("p", {"t": "p", "c": []}, "c")
        return self.stack[-1][1]

    def _end_inline(self) -> None:
        """A block begins: close the paragraph that words had opened."""
        while self._inside_words():
            self.stack.pop()

    def done(self) -> list[dict]:
        return [block for block in map(_trimmed, self.root) if block]


def _trimmed(block: dict) -> dict | None:
    """Without what is empty: paragraphs of spaces, lists without items."""
    if block["t"] in LISTS:
        items = [[kept for kept in map(_trimmed, item) if kept] for item in block["items"]]
        return {**block, "items": [item for item in items if item]} if any(items) else None
    if block["t"] == "quote":
        inner = [kept for kept in map(_trimmed, block["c"]) if kept]
        return {**block, "c": inner} if inner else None
    return block if _has_words(block["c"]) else None


def _has_words(nodes: list[dict]) -> bool:
    return any(
        node["t"] == "note" or (node["t"] == "text" and node["v"].strip()) or _has_words(node.get("c", []))
        for node in nodes
    )
