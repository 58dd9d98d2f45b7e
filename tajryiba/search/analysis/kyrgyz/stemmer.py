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
IRREGULAR = 2.5
KNOWN_OTHER = 6.0  # known as a noun, used as a verb or the reverse
UNKNOWN = 5.0
LETTER = 1.5
SHORT = {1: 50.0, 2: 12.0, 3: 2.5, 4: 0.5}
VERB_UNKNOWN = 1.5
NEARLY = 8.0  # how much dearer another reading may be and still be tried
MOST_POSSIBLE = 3  # known stems that are kept beside the best in the index
ALSO = 3.0  # how much dearer the next best unknown stem may be and still be kept beside an unknown best one

VOICED_STATES, DERIVED_STATES = ("voice2", "voice3", "root"), ("inner", "core")
AGENT = "чу"  # who does it: колдонуучу is a word of its own beside колдонуу
Place = tuple[str, int]  # state, letters left


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


class Walk:
    """All ways through a word from its end: `prices` of its stems, where each was reached, and from where."""

    def __init__(self, word: str):
        self.word = word
        self.prices: dict[str, float] = {}
        self.ends: dict[str, Place] = {}
        self.came: dict[Place, Place] = {}
        self._go()

    def _go(self) -> None:
        word, vowels = self.word, _vowels(self.word)
        free_at = {end for end in range(2, min(len(word), LONGEST_ABBREVIATION) + 1) if "a" in known(word[:end])}
        best = {("word", len(word)): 0.0}
        queue = [("word", len(word))]
        while queue:
            place = state, end = queue.pop()
            cost = best[place]
            self._accept(place, cost)
            table = rules(state)
            for start in range(max(2, end - LONGEST), end):
                for rule in table.get(word[start:end], ()):
                    last = vowels[start]
                    fits = word[start - 1] in rule.before and last in rule.vowels
                    if last and not fits and start not in free_at:
                        continue
                    key, total = (rule.state, start), cost + rule.cost
                    if total < best.get(key, 999.0):
                        best[key], self.came[key] = total, place
                        queue.append(key)

    def _accept(self, place: Place, cost: float) -> None:
        state, end = place
        stem = restore(self.word[:end]) if state == "restored" else self.word[:end]
        if stem in IRREGULAR_STEMS and IRREGULAR_STATE in free(state):
            self._keep(IRREGULAR_STEMS[stem], cost + IRREGULAR, place)
        for kind in _ACCEPTS[state]:
            form = canonical_verb(stem) if kind == "v" else canonical(stem)
            self._keep(form, cost + price(form, kind), place)

    def _keep(self, stem: str, total: float, place: Place) -> None:
        if total < self.prices.get(stem, 999.0):
            self.prices[stem], self.ends[stem] = total, place

    def dictionary_form(self, stem: str) -> str:
        """What is left when only inflection comes off on the way to the stem: колдонуучу of колдонуучуларды."""
        form, place = stem, self.ends[stem]
        while place in self.came:
            (state, start), place = place, self.came[place]
            end = place[1]
            if state in VOICED_STATES:
                form = canonical_verb(self.word[:end])
            elif state in DERIVED_STATES or self.word[start:end].endswith(AGENT):
                form = canonical(self.word[:end])
        return form


def analyses(word: str) -> dict[str, float]:
    """Stem → price of the best way to read the word as that stem with endings."""
    return Walk(word).prices


def _vowels(word: str) -> list[str]:
    """For each length of beginning: its last vowel, empty when it has none (ККМны: any harmony fits)."""
    found, last = [""], ""
    for letter in word:
        last = HARMONY.get(letter, last)
        found.append(last)
    return found


@lru_cache(100_000)
def read(word: str) -> tuple[tuple[tuple[str, float], ...], str]:
    """(stems of a clean word, the best first, each with how much dearer it is than the best; dictionary form)."""
    word = plain(word)
    if word in WORDS or len(word) < 3:
        stems = WORDS[word].split() if word in WORDS else [word]
        return tuple((stem, 0.0) for stem in stems), stems[0]
    walk = Walk(word)
    found = walk.prices
    order = sorted(found, key=lambda s: (found[s], len(s), s))
    near = tuple((s, found[s] - found[order[0]]) for s in order if found[s] <= found[order[0]] + NEARLY)
    return near, walk.dictionary_form(order[0])


def ranked(word: str) -> tuple[tuple[str, float], ...]:
    """Stems of a clean word, the best first, each with how much dearer it is than the best."""
    return read(word)[0]


def lemma(word: str) -> str:
    """Like `stem`, but derived words and voices stay apart: айылдык is not айыл, жазыл is not жаз."""
    return read(word)[1]


def stem(word: str) -> str:
    """The part of a clean word that its inflected forms share; forms with and without ң ө ү share it."""
    return ranked(word)[0][0]


def others(word: str) -> tuple[str, ...]:
    """Stems of the next best readings of a word, when they are nearly as cheap as the best one."""
    return tuple(s for s, _more in ranked(word)[1:] if len(s) > 2)


def possible(word: str) -> tuple[str, ...]:
    """Known stems beside the best: the form belongs to two words (алышты: алыш, ал), or the best is a derived one
    (бирдик: бир). Where the best is unknown, also the next: two forms of an unknown word then share one of them.
    """
    (best, _), *next_best = ranked(word)
    found = list(islice((s for s, _more in next_best if len(s) > 1 and known(s)), MOST_POSSIBLE))
    if not known(best):
        found += [s for s, more in next_best if more <= ALSO and len(s) > 2][:1]
    return tuple(dict.fromkeys(found))
