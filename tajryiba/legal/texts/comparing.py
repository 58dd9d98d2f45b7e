"""Two texts of an act side by side: pieces by their anchors, then words of those pieces that differ.

difflib takes the square of the length: equal pieces are found by their digest, equal paragraphs are set aside first,
and only paragraphs that stand against each other are compared word by word.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

from .blocks import plain

MOST_WORDS = 3000  # of two paragraphs together; longer ones are shown whole, as removed and added
_PARAGRAPH_END = re.compile(r"</p>|</tr>|</li>")
_WORDS = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Pair:
    """A piece in the older and in the newer text; None where it is not there."""

    anchor: str
    before: object | None
    after: object | None

    @property
    def piece(self):
        return self.after or self.before

    @property
    def change(self) -> str:
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "same" if self.before.digest == self.after.digest else "changed"


@dataclass(frozen=True)
class Line:
    """A paragraph on both sides, as safe HTML with <del> and <ins>."""

    before: str
    after: str
    changed: bool


def pairs(before: Iterable, after: Iterable) -> list[Pair]:
    """Pieces of both texts in the order of the newer one; what was removed stands where it stood."""
    old, new = {piece.anchor: piece for piece in before}, {piece.anchor: piece for piece in after}
    matcher = SequenceMatcher(None, list(old), list(new), autojunk=False)
    found, done = [], set()
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        names = list(new)[new_start:new_end] if tag != "delete" else []
        gone = [name for name in list(old)[start:end] if name not in new] if tag in ("delete", "replace") else []
        for name in [*gone, *names]:
            if name not in done:
                done.add(name)
                found.append(Pair(name, old.get(name), new.get(name)))
    return found


def lines(before: str, after: str) -> list[Line]:
    """The words of one piece, paragraph by paragraph."""
    old, new = paragraphs(before), paragraphs(after)
    found = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Line(escape(text), escape(text), False) for text in old[start:end]]
        else:
            found += _against(old[start:end], new[new_start:new_end])
    return found


def paragraphs(html: str) -> list[str]:
    return [text for part in _PARAGRAPH_END.split(html) if (text := plain(part))]


def _against(old: list[str], new: list[str]) -> list[Line]:
    both = min(len(old), len(new))
    found = [_words(a, b) for a, b in zip(old[:both], new[:both], strict=True)]
    found += [Line(f"<del>{escape(text)}</del>", "", True) for text in old[both:]]
    return found + [Line("", f"<ins>{escape(text)}</ins>", True) for text in new[both:]]


def _words(before: str, after: str) -> Line:
    a, b = _WORDS.findall(before), _WORDS.findall(after)
    if len(a) + len(b) > MOST_WORDS:
        return Line(f"<del>{escape(before)}</del>", f"<ins>{escape(after)}</ins>", True)
    left, right = [], []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        gone, come = escape("".join(a[start:end])), escape("".join(b[new_start:new_end]))
        left.append(gone if tag == "equal" or not gone else f"<del>{gone}</del>")
        right.append(come if tag == "equal" or not come else f"<ins>{come}</ins>")
    return Line("".join(left), "".join(right), True)
