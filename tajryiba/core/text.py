"""Plain text as it comes from outside: what no person types is taken out before it is stored."""

import re

# Control characters but tab and line feed, and halves of surrogate pairs: no database or letter can carry all of them.
UNTYPED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def typed(text: str) -> str:
    """`text` with line feeds alone between lines and without characters that nobody types."""
    return UNTYPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_typed(text: str) -> bool:
    return UNTYPED.search(text) is None


def one_line(text: str, most: int) -> str:
    """What was typed into a search box: one line without double spaces, at most so long."""
    return " ".join(text.replace("\0", "").split())[:most]
