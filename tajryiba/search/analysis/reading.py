"""What one typed word may stand for, checked against what the index knows."""

from collections.abc import Iterable

from . import kyrgyz, russian
from .kyrgyz.spelling import plain
from .latin import readings, to_latin_layout
from .normal import CYRILLIC, fold
from .tokens import PREFIX, lemmas, stems
from .types import Alternative, Vocabulary

TYPO_WORDS = 4  # words of the index that are tried for one unknown word
LONG_ENOUGH = 6  # letters from which a word that a dictionary has may still be another one mistyped
TYPO, TRANSLIT, LAYOUT = 0.9, 0.9, 0.9
OTHER_READING, POSSIBLE, BEGINNING = 0.8, 0.7, 1.0
GUESS = 0.5  # of the weight, for what is tried although the word may be right as it stands
BEGUN, SHORTEST_BEGUN = 0.7, 3
MOST_REPAIRED = 2  # words of a question that are put right by grammar and dictionary: 10 to 30 ms each
UNSURE = 0.05  # how much less the next guess weighs


class Guesses:
    """Readings of the words of one question; remembers what was corrected."""

    def __init__(self, vocabulary: Vocabulary | None):
        self.vocabulary = vocabulary
        self.corrections: dict[str, str] = {}
        self.repaired = 0

    def own(self, word: str) -> list[Alternative]:
        """The word itself by every analyser."""
        tokens = [f"x:{word}", *stems(word, ""), *lemmas(word, "")]
        if len(folded := fold(word)) >= PREFIX:
            tokens.append(f"p:{folded[:PREFIX]}")
        return [Alternative(token, 1.0) for token in tokens]

    def alternatives(self, word: str, *, guess: bool = True) -> list[Alternative]:
        """The word itself; when the index lacks it, what else may be meant. Latin is always tried as Cyrillic too."""
        own = self.own(word)
        if not guess:
            return own
        latin = not CYRILLIC.search(word)
        found = [*own, *self._transliterated(word)] if latin else own
        if self.vocabulary is None:
            return found
        held = {a.token for a in self.known(a for a in found if not a.token.startswith("p:"))}
        if f"x:{word}" in held or (held and latin):
            return [*found, *self._possible(word)]
        if held:
            typos = self._typos(word, correct=False)
            return [*found, *self._possible(word), *(as_guesses(typos) if is_sure(word) else typos)]
        if not latin and (other := self._latin_layout(word)):
            return [*own, *other]
        return [*own, *self._unknown(word)]

    def _unknown(self, word: str) -> list[Alternative]:
        """For a word of which the index knows nothing."""
        readings = self._other_readings(word)
        typos = [] if readings and is_sure(word) else self._typos(word)
        return [*readings, *typos, *self._possible(word)] if readings or typos else self._beginning(word)

    def known(self, alternatives: Iterable[Alternative]) -> list[Alternative]:
        """Those that the index holds; all of them when there is no index to ask. Of nothing it is not asked."""
        alternatives = list(alternatives)
        if self.vocabulary is None or not alternatives:
            return alternatives
        held = self.vocabulary.knows([alternative.token for alternative in alternatives])
        return [alternative for alternative in alternatives if alternative.token in held]

    def is_known(self, word: str) -> bool:
        """Whether the index holds the word; without an index, whether a dictionary has it."""
        if self.vocabulary is None:
            return is_word(word)
        return bool(self.known(a for a in self.own(word) if not a.token.startswith("p:")))

    def makes_sense(self, word: str) -> bool:
        return self.is_known(word) or bool(self._transliterated(word))

    def _transliterated(self, word: str) -> list[Alternative]:
        found: dict[str, Alternative] = {}
        for reading in readings(word):
            if self.vocabulary is None and not is_word(reading):
                continue
            for token in stems(reading, ""):
                weight = round(TRANSLIT - UNSURE * min(len(found), 4), 2)
                found.setdefault(token, Alternative(token, weight, "translit"))
        return self.known(found.values())[: 2 * TYPO_WORDS]

    def _latin_layout(self, word: str) -> list[Alternative]:
        """Cyrillic letters typed for Latin ones: «игвпуе» → budget."""
        other = to_latin_layout(word)
        if not other.isalpha():
            return []
        return self.known(Alternative(token, LAYOUT, "layout") for token in (f"x:{other}", *stems(other, "")))

    def _possible(self, word: str) -> list[Alternative]:
        """Another Kyrgyz stem of the word, and words of which it may be another stem."""
        if not CYRILLIC.search(word):
            return []
        best, more = kyrgyz.stem(word), kyrgyz.possible(word)
        tokens = [f"b:{best}", *(f"{space}:{stem}" for stem in more for space in "kb")]
        return [Alternative(token, POSSIBLE, "reading") for token in tokens]

    def _other_readings(self, word: str) -> list[Alternative]:
        """Many forms can be read in several ways; the index may hold another stem than the likeliest."""
        if not CYRILLIC.search(word):
            return []
        tokens = [*(f"k:{stem}" for stem in kyrgyz.others(word)), *(f"r:{stem}" for stem in russian.others(word))]
        held = {a.token[0]: a for a in reversed(self.known(Alternative(token, OTHER_READING) for token in tokens))}
        return list(held.values())

    def _beginning(self, word: str) -> list[Alternative]:
        """When nothing else is near: the longest stem with which the word begins, as the slip may be in its ending,
        and words that begin alike («Кароол» for «Кароольский»).
        """
        folded = fold(word)
        found = self.known(() if is_word(word) else _beginnings(word))[:1]
        if len(folded) >= PREFIX:
            found += self.known([Alternative(f"p:{folded[:PREFIX]}", BEGINNING, "typo")])
        return found

    def _typos(self, word: str, *, correct: bool = True) -> list[Alternative]:
        assert self.vocabulary is not None  # noqa: S101  (only asked with an index)
        found: dict[str, Alternative] = {}
        real = is_word(word)
        near = self.vocabulary.near(fold(word))[:TYPO_WORDS]
        if near and not real and correct:
            self.corrections[word] = near[0]
        told = [(f"x:{other}", *stems(other, "")) for other in near]
        told += [(f"k:{stem}", f"r:{stem}", f"e:{stem}") for stem in self._near_stems(word)[:TYPO_WORDS]]
        for place, tokens in enumerate(told):
            for token in tokens:
                found.setdefault(token, Alternative(token, round(TYPO - UNSURE * place, 2), "typo"))
        for place, token in enumerate(self._repaired(word, thoroughly=not found) if correct and not real else ()):
            found.setdefault(token, Alternative(token, round(BEGUN - UNSURE * place, 2), "typo"))
        if real and len(word) < LONG_ENOUGH:
            return as_guesses(self.known(found.values()))
        return self.known([*found.values(), *(a for other in near[:1] for a in self._possible(other))])

    def _repaired(self, word: str, *, thoroughly: bool) -> list[str]:
        """Stems of the index that are those of forms one slip away; for the first few words of a question only."""
        if not CYRILLIC.search(word) or self.repaired == MOST_REPAIRED:
            return []
        self.repaired += 1
        found = self._held("k", kyrgyz.repaired(word))
        if thoroughly and not found:
            found = self._held("k", kyrgyz.repaired(word, thoroughly=True))
        return found + self._held("r", russian.repaired(word))

    def _held(self, space: str, stems: tuple[str, ...]) -> list[str]:
        return [a.token for a in self.known(Alternative(f"{space}:{stem}", BEGUN) for stem in stems)][:TYPO_WORDS]

    def _near_stems(self, word: str) -> list[str]:
        """By the letters of Russian stems and by those of Kyrgyz ones, which have я and ю written out."""
        assert self.vocabulary is not None  # noqa: S101  (only asked with an index)
        spellings = dict.fromkeys((fold(word), plain(word)))
        return list(dict.fromkeys(stem for one in spellings for stem in self.vocabulary.near_stems(one)))


def _beginnings(word: str) -> list[Alternative]:
    """What a stem may be of a word with a slip in its ending, the longest first: half of the word at least."""
    spellings = (("k", plain(word)), ("r", fold(word)))
    found = [
        Alternative(f"{space}:{whole[:size]}", BEGUN, "guess")
        for space, whole in spellings
        for size in range(max(SHORTEST_BEGUN, (len(whole) + 1) // 2), len(whole))
    ]
    return sorted(found, key=lambda alternative: -len(alternative.token))


def as_guesses(alternatives: list[Alternative]) -> list[Alternative]:
    """For results below those of the word as it stands."""
    return [Alternative(a.token, round(GUESS * a.weight, 2), "guess", a.also) for a in alternatives]


def is_sure(word: str) -> bool:
    """Whether a word that no text has in this form is likely right as it stands."""
    return russian.is_word(word) or bool(kyrgyz.known(kyrgyz.stem(word)))


def is_word(word: str) -> bool:
    """Whether the dictionaries have a Cyrillic word as it stands."""
    return bool(CYRILLIC.search(word)) and (bool(kyrgyz.known(plain(word))) or russian.is_word(word))
