"""Templates of `tables.py` → dictionaries that the stemmer looks endings up in."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .tables import ENDINGS, GRAPH

VOWELS = "аеиоуыэ"
OPEN_END = VOWELS + "юя"  # a stem may end so: судьянын
VOICELESS = "кпстфхцчшщ"
VOICED = "бвгджз"
SONORANT = "лмнрй"
CONSONANTS = VOICELESS + VOICED + SONORANT + "ь"

# In folded letters у is also ү and о is also ө, so у has two answers to `A`.
OPEN = {"а": "а", "ы": "а", "о": "о", "у": "ао", "е": "е", "э": "е", "и": "е"}
CLOSE = {"а": "ы", "ы": "ы", "о": "у", "у": "у", "е": "и", "э": "и", "и": "и"}

HEADS = {
    "L": (("л", OPEN_END + "рй"), ("д", VOICED + "лмнь"), ("т", VOICELESS)),
    "N": (("н", OPEN_END), ("д", VOICED + SONORANT + "ь"), ("т", VOICELESS)),
    "D": (("д", OPEN_END + VOICED + SONORANT + "ь"), ("т", VOICELESS)),
    "G": (("г", OPEN_END + VOICED + SONORANT + "ь"), ("к", VOICELESS + "бг")),
    "B": (("б", OPEN_END + VOICED + SONORANT + "ь"), ("п", VOICELESS)),
}
ANY = OPEN_END + CONSONANTS


class Rule(NamedTuple):
    """One ending in one spelling: which letters may stand before it, which last vowels the stem may have."""

    before: str
    vowels: str
    cost: float
    state: str


def spellings(template: str) -> Iterator[tuple[str, str, str]]:
    """(spelling, letters allowed before it, last vowel of the stem) for every harmony."""
    first, body = {"c": CONSONANTS, "v": OPEN_END, "-": ANY}[template[0]], template[1:]
    heads = (("", first),)
    if body[0] in HEADS:
        heads = HEADS[body[0]]
        body = body[1:]
    for head, before in heads:
        allowed = "".join(letter for letter in before if letter in first)
        for vowel in VOWELS:
            for tail in _tails(body, vowel):
                yield head + tail, allowed, vowel
                if tail.endswith("к"):
                    yield head + tail[:-1] + "г", allowed, vowel  # before a vowel: коопсуздугу


def _tails(body: str, vowel: str) -> Iterator[str]:
    if not body:
        yield ""
        return
    letter, rest = body[0], body[1:]
    choices = OPEN[vowel] if letter == "A" else CLOSE[vowel] if letter == "Y" else letter
    if letter not in "AY":
        head = HEADS.get(letter)
        choices = head[0][0] if head else letter  # inside an ending the soft letter stands
    for choice in choices:
        yield from (choice + tail for tail in _tails(rest, choice if choice in VOWELS else vowel))


@cache
def slot(name: str) -> dict[str, list[tuple[str, str, float]]]:
    """Spelling → (letters before, vowels, cost) of one slot, harmonies that share a spelling joined."""
    found: dict[tuple[str, str, float], set[str]] = defaultdict(set)
    for item in ENDINGS[name].split():
        template, cost = item.split(":")
        for spelling, before, vowel in spellings(template):
            found[spelling, before, float(cost)].add(vowel)
    table: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for (spelling, before, cost), vowels in found.items():
        table[spelling].append((before, "".join(sorted(vowels)), cost))
    return table


@cache
def rules(state: str) -> dict[str, list[Rule]]:
    """All endings that may come off in a state, with the free steps walked."""
    table: dict[str, list[Rule]] = defaultdict(list)
    for reached in free(state):
        for name, following in GRAPH[reached]:
            for spelling, items in slot(name).items() if name else ():
                table[spelling] += [Rule(before, vowels, cost, following) for before, vowels, cost in items]
    return dict(table)


@cache
def free(state: str) -> tuple[str, ...]:
    """The state and those that free steps reach from it."""
    found = [state]
    for name, following in GRAPH[state]:
        if not name:
            found += [s for s in free(following) if s not in found]
    return tuple(found)
