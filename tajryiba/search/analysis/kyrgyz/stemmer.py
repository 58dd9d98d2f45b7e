"""Kyrgyz stems: every analysis that harmony and assimilation allow is priced, the cheapest wins.

The price is that of its endings plus that of its stem; a stem that the portal's words know is cheap.
"""

from functools import lru_cache
from itertools import islice

from .compiler import free, rules
from .lexicon import known
from .spelling import HARMONY, canonical, canonical_verb, last_vowel, plain, restore
from .tables import GRAPH, IRREGULAR_STATE, IRREGULAR_STEMS, NOUN_STATES, VERB_STATES, WORDS

LONGEST = 9
LONGEST_ABBREVIATION = 6  # read letter by letter, so any spelling of an ending may follow: АКШга

KNOWN = 3.0
KNOWN_SHORT = 1.0  # two letters
KNOWN_OTHER = 6.0  # known as a noun, used as a verb or the reverse
UNKNOWN = 5.0
LETTER = 1.5
SHORT = {1: 50.0, 2: 12.0, 3: 2.5, 4: 0.5}
VERB_UNKNOWN = 1.5
NEARLY = 6.0  # how much dearer another reading may be and still be tried
POSSIBLE, MOST_POSSIBLE = 4.0, 2  # how much dearer, and how many, are kept beside the best in the index


def price(stem: str, kind: str) -> float:
    """What it costs to believe in a stem. `kind`: noun or verb."""
    kinds = known(stem)
    short = SHORT.get(len(stem), 0.0)
    if kind in kinds or (kind == "n" and "a" in kinds):
        return KNOWN + KNOWN_SHORT * (short > 10)
    if kinds:
        return KNOWN_OTHER + KNOWN_SHORT * (short > 10)
    if not last_vowel(stem):
        return KNOWN + LETTER * len(stem)  # an abbreviation: ККМ
    return UNKNOWN + LETTER * len(stem) + short + (VERB_UNKNOWN if kind == "v" else 0.0)


_ACCEPTS = {
    state: "".join(sorted({"n" if s in NOUN_STATES else "v" for s in free(state) if s in NOUN_STATES + VERB_STATES}))
    for state in GRAPH
}


def analyses(word: str) -> dict[str, float]:
    """Stem → price of the best way to read the word as that stem with endings."""
    vowels = _vowels(word)
    free_at = {end for end in range(2, min(len(word), LONGEST_ABBREVIATION) + 1) if "a" in known(word[:end])}
    found: dict[str, float] = {}
    best = {("word", len(word)): 0.0}
    queue = [("word", len(word))]
    while queue:
        state, end = queue.pop()
        cost = best[state, end]
        _accept(word[:end], state, cost, found)
        table = rules(state)
        for start in range(max(2, end - LONGEST), end):
            for rule in table.get(word[start:end], ()):
                last = vowels[start]
                if last and (word[start - 1] not in rule.before or last not in rule.vowels) and start not in free_at:
                    continue
                key, total = (rule.state, start), cost + rule.cost
                if total < best.get(key, 999.0):
                    best[key] = total
                    queue.append(key)
    return found


def _vowels(word: str) -> list[str]:
    """For each length of beginning: its last vowel, empty when it has none (ККМны: any harmony fits)."""
    found, last = [""], ""
    for letter in word:
        last = HARMONY.get(letter, last)
        found.append(last)
    return found


def _accept(stem: str, state: str, cost: float, found: dict[str, float]) -> None:
    if state == "restored":
        stem = restore(stem)
    if stem in IRREGULAR_STEMS and IRREGULAR_STATE in free(state):
        found[IRREGULAR_STEMS[stem]] = min(cost + KNOWN, found.get(IRREGULAR_STEMS[stem], 999.0))
    for kind in _ACCEPTS[state]:
        form = canonical_verb(stem) if kind == "v" else canonical(stem)
        total = cost + price(form, kind)
        if total < found.get(form, 999.0):
            found[form] = total


@lru_cache(100_000)
def ranked(word: str) -> tuple[tuple[str, float], ...]:
    """Stems of a clean word, the best first, each with how much dearer it is than the best."""
    word = plain(word)
    if word in WORDS or len(word) < 3:
        return ((WORDS.get(word, word), 0.0),)
    found = analyses(word)
    order = sorted(found, key=lambda s: (found[s], len(s), s))
    return tuple((s, found[s] - found[order[0]]) for s in order if found[s] <= found[order[0]] + NEARLY)


def stem(word: str) -> str:
    """The part of a clean word that its inflected forms share; forms with and without ң ө ү share it."""
    return ranked(word)[0][0]


def others(word: str) -> tuple[str, ...]:
    """Stems of the next best readings of a word, when they are nearly as cheap as the best one."""
    return tuple(s for s, _more in ranked(word)[1:] if len(s) > 2)


def possible(word: str) -> tuple[str, ...]:
    """Known stems beside the best: the form belongs to two words (алышты: алыш, ал), or the best is a derived one
    (элдик: эл).
    """
    near = (s for s, more in ranked(word)[1:] if more <= POSSIBLE and len(s) > 1 and known(s))
    return tuple(islice(near, MOST_POSSIBLE))
