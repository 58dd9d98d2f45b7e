"""Mistyped words: the keys under which a word is kept, and which of the candidates is meant."""

from collections.abc import Callable, Collection

from .analysis.kyrgyz.spelling import DEVOICED

LONGEST = 30
SHORTEST_CUT = 4  # a shorter word is not taken apart: nearly every other word would be near it
TWO_EDITS_FROM = 7
MOST = 8
SHORTEST_STEM = 4  # letters of a stem that a mistyped word may begin with
LONGEST_ENDING = 8
VOICED = {after: before for before, after in DEVOICED.items()}


def keys(word: str) -> set[str]:
    """The word and what is left of it without one letter; two words that differ by an edit share a key."""
    word = word[:LONGEST]
    if len(word) < SHORTEST_CUT:
        return {word}
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def nearest(word: str, candidates: dict[str, int], fold) -> list[str]:
    """Of `candidates` (word → rows that hold it) those within one edit, two for long words; near and frequent first."""
    most = 2 if len(word) >= TWO_EDITS_FROM else 1
    measured = [(distance(word, fold(other), most), -rows, other) for other, rows in candidates.items()]
    return [other for edits, _rows, other in sorted(measured) if edits <= most][:MOST]


def stem_keys(stem: str) -> set[str]:
    """Keys of a stem; none for one so short that every other word would begin like it."""
    return keys(stem) if len(stem) >= SHORTEST_STEM else set()


def keys_of_beginnings(word: str) -> set[str]:
    """Keys of all that may be the mistyped stem of a folded word: the whole and its beginnings."""
    word = word[:LONGEST]
    shortest = max(SHORTEST_STEM, len(word) - LONGEST_ENDING)
    beginnings = [word[:size] for size in range(shortest, len(word) + 1)]
    beginnings += [begun[:-1] + DEVOICED[begun[-1]] for begun in beginnings if begun[-1] in DEVOICED]
    return {key for begun in beginnings for key in keys(begun)}


def nearest_stems(word: str, candidates: dict[str, int], stems_of: Callable[[str], Collection[str]]) -> list[str]:
    """Of `candidates` (stem → words that have it) those with which a folded `word` begins but for one edit, when what
    follows is an ending of that stem; the longest first.
    """
    fitting = [
        stem
        for stem in candidates
        if any(
            is_near(word[:size], before) and stem in stems_of(before + word[size:])
            for size in range(len(stem) - 1, min(len(stem) + 1, len(word)) + 1)
            for before in (stem, stem[:-1] + VOICED.get(stem[-1], ""))
            if len(before) == len(stem)
        )
    ]
    return sorted(fitting, key=lambda stem: (-len(stem), -candidates[stem], stem))[:MOST]


def is_near(one: str, other: str) -> bool:
    """Whether at most one edit lies between them, a swap of neighbours being one."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    if len(one) != len(other):
        return one[1:] == other or one == other[1:]
    return one[1:] == other[1:] or (one[2:] == other[2:] and one[:2] == other[1::-1])


def distance(one: str, other: str, most: int = 2) -> int:
    """Edits between two words, a swap of neighbours being one; anything above `most` is `most + 1`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, line = [], list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        older, before, line = before, line, [row]
        for column, another in enumerate(other, 1):
            cost = letter != another
            best = min(before[column] + 1, line[column - 1] + 1, before[column - 1] + cost)
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == another:
                best = min(best, older[column - 2] + 1)
            line.append(best)
        if min(line) > most:
            return most + 1
    return min(line[-1], most + 1)
