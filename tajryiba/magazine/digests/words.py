"""Two or three lines out of a summary."""

import re

from tajryiba.core.html import plain_text

LONGEST = 300
_END = re.compile(r"[.!?…](?=\s|$)")


def propose(text: str, longest: int = LONGEST) -> str:
    """Plain text of at most `longest` characters, cut where a sentence ends, else where a word does."""
    text = plain_text(text)
    if len(text) <= longest:
        return text
    ends = [found.end() for found in _END.finditer(text[:longest])]
    if ends and ends[-1] > longest // 3:
        return text[: ends[-1]]
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
