"""Which signs the fonts of documents have. A sign that no embedded font can draw would print as an empty box."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from anyascii import anyascii

FONTS = Path(__file__).with_name("fonts")
LONGEST_WORD = 32
ALWAYS = frozenset("\n\u00ad\u200b")
_LONG = re.compile(rf"[^\s\u00ad\u200b]{{{LONGEST_WORD + 1},}}")
_JOINTS = re.compile(r"(?<=[/.?&=_#:\-])(?=\w)")


@cache
def coverage() -> frozenset[str]:
    """Signs that all our fonts have; `coverage.txt` is written when the fonts are made."""
    found: set[str] = set()
    for line in (FONTS / "coverage.txt").read_text(encoding="ascii").split():
        first, last = (int(number, 16) for number in line.split("-"))
        found.update(map(chr, range(first, last + 1)))
    return frozenset(found)


def printable(text: str) -> str:
    """`text` in signs that can be printed: unknown letters in Latin ones, emoji and invisible controls dropped."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    known = coverage() | ALWAYS
    return breakable("".join(sign if sign in known else _instead(sign) for sign in text))


def _instead(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Zs":
        return " "
    if kind[0] in "CM" or kind in ("So", "Sk"):  # controls, marks without a letter, emoji, skin colours
        return ""
    plain = unicodedata.normalize("NFKC", sign)
    plain = plain if plain != sign else anyascii(sign)
    return "".join(letter for letter in plain if letter in coverage())


def breakable(text: str) -> str:
    """Words too long for any line may break anywhere, addresses rather after their signs."""
    return _LONG.sub(lambda found: _chopped(found[0]), text)


def _chopped(word: str) -> str:
    pieces = _JOINTS.split(word)
    return "\u200b".join(
        "\u200b".join(piece[start : start + LONGEST_WORD // 2] for start in range(0, len(piece), LONGEST_WORD // 2))
        for piece in pieces
    )
