"""Where Kyrgyz words may be divided at the end of a line. Russian and English ones the typesetter knows itself.

A syllable has one vowel; one consonant before it goes with it; a long vowel (аа, оо, үү …) and a letter with its sign
are never parted. No piece is shorter than two letters. Abbreviations, names with digits and addresses stay whole.
"""

import re

SOFT_HYPHEN = "\u00ad"
VOWELS = frozenset("аеёиоөуүыэюя")
SIGNS = frozenset("ьъ")
LAND = "стан"
SHORTEST_WORD, SHORTEST_PIECE = 6, 2

# A word is letters only: what touches a digit, a dot inside, @ or / is a name or an address.
_WORD = re.compile(rf"(?<![\w@/.:\-])[А-ЯЁӨҮҢа-яёөүң]{{{SHORTEST_WORD},}}(?![\w@/]|[.:\-]\w)")
_PART = re.compile(r"(?<![\w@/.:])[А-ЯЁӨҮҢа-яёөүң]+(?:-[А-ЯЁӨҮҢа-яёөүң]+)+(?![\w@/]|[.:]\w)")


def hyphenate(text: str) -> str:
    """`text` with soft hyphens between the syllables of its long Kyrgyz (or Russian) words."""
    text = _PART.sub(lambda found: "-".join(map(_divided, found[0].split("-"))), text)
    return _WORD.sub(lambda found: _divided(found[0]), text)


def _divided(word: str) -> str:
    if len(word) < SHORTEST_WORD or not (word.islower() or word.istitle()):
        return word
    pieces = syllables(word)
    return SOFT_HYPHEN.join(_long_enough(pieces))


def syllables(word: str) -> list[str]:
    """The syllables of one word: муниципалитет → му, ни, ци, па, ли, тет."""
    lower = word.lower()
    starts = [0]
    for index in range(1, len(word)):
        if _begins_syllable(lower, index) and any(letter in VOWELS for letter in lower[:index]):
            starts.append(index)
    return [word[start:end] for start, end in zip(starts, [*starts[1:], len(word)], strict=True)]


def _begins_syllable(word: str, index: int) -> bool:
    letter, before = word[index], word[index - 1]
    if letter in VOWELS:  # after another vowel: a new syllable, unless both are one long vowel
        return before in VOWELS and letter != before
    if letter in SIGNS:
        return False
    if word.startswith(LAND, index):  # Кыргыз-стан
        return before not in VOWELS
    if before == "с" and word.startswith(LAND, index - 1) and word[index - 2] not in VOWELS:
        return False
    following = word[index + 1 : index + 2]
    return following != "" and following in VOWELS


def _long_enough(pieces: list[str]) -> list[str]:
    """A piece of one letter joins its neighbour."""
    kept: list[str] = []
    for piece in pieces:
        if kept and (len(kept[-1]) < SHORTEST_PIECE or len(piece) < SHORTEST_PIECE):
            kept[-1] += piece
        else:
            kept.append(piece)
    return kept
