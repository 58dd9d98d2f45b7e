"""Stems the portal knows: `words/ky_lexicon.txt`, made by `learning.py` from its own list and its own dictionaries."""

from functools import cache
from pathlib import Path

WORDS = Path(__file__).resolve().parents[2] / "words"
FILE = WORDS / "ky_lexicon.txt"
KINDS = frozenset(["n", "v", "a", "nv", "an", "av", "anv"])


def known(stem: str) -> str:
    """Kinds of a canonical stem: "n" (noun, adjective, adverb), "v" (verb), "a" (abbreviation), several, or nothing."""
    return table().get(stem, "")


@cache
def table() -> dict[str, str]:
    """Canonical stem → kinds. Read at the first Kyrgyz word, kept; without the file the rules work alone."""
    if not FILE.exists():
        return {}
    found: dict[str, str] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        kinds, _, stems = line.partition(": ")
        if kinds in KINDS:
            found.update(dict.fromkeys(stems.split(), kinds))
    return found
