"""Mistyped words: the keys under which a word is kept, and which of the candidates is meant."""

LONGEST = 30
SHORTEST_CUT = 4  # a shorter word is not taken apart: nearly every other word would be near it
TWO_EDITS_FROM = 7
MOST = 8


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
