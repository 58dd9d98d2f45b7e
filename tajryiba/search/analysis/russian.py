"""Russian and English: well-kept libraries, loaded at the first word that needs them."""

import logging
from functools import cache, lru_cache
from typing import Any

from .edits import lighter, other_letters
from .normal import fold

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
SHORTEST_REPAIRED, LONGEST_REPAIRED = 4, 20
MOST_REPAIRED = 6


@cache
def _morphology() -> Any:
    import pymorphy3  # noqa: PLC0415  (15 MB of dictionaries: not at start-up)

    logging.getLogger("pymorphy3").setLevel(logging.WARNING)
    return pymorphy3.MorphAnalyzer(lang="ru")


@cache
def _snowball(language: str) -> Any:
    import Stemmer  # noqa: PLC0415

    return Stemmer.Stemmer(language)


@lru_cache(100_000)
def lemma(word: str) -> str:
    """Dictionary form of a clean Russian word; a word that the dictionary lacks gets the likeliest guess."""
    return _morphology().parse(word)[0].normal_form


@lru_cache(100_000)
def stem(word: str) -> str:
    """Lemma, then Snowball: the lemma joins irregular forms, Snowball joins noun, adjective and participle."""
    return snowball_stem(fold(lemma(word)))


@lru_cache(20_000)
def other_lemmas(word: str) -> tuple[str, ...]:
    """Further dictionary forms that a clean word may have."""
    forms = dict.fromkeys(parse.normal_form for parse in _morphology().parse(word))
    return tuple(form for form in forms if form != lemma(word))


@lru_cache(20_000)
def others(word: str) -> tuple[str, ...]:
    """Stems by the other dictionary forms that a word may have: «вели» of вести and of велеть."""
    return tuple(dict.fromkeys(s for form in other_lemmas(word) if (s := snowball_stem(fold(form))) != stem(word)))


def snowball_stem(lemma: str) -> str:
    """Stem of a folded dictionary form."""
    return _snowball("russian").stemWord(lemma)


def is_word(word: str) -> bool:
    """Whether the dictionary has the word itself."""
    return _morphology().word_is_known(word)


@lru_cache(1000)
def repaired(word: str) -> tuple[str, ...]:
    """Stems of dictionary words that are one edit from a clean mistyped one; letters swapped or too many first."""
    if len(word) > LONGEST_REPAIRED:
        return ()
    reach = _reach(word)  # a slip further on cannot be the only one
    forms = dict.fromkeys((*lighter(word, reach), *other_letters(word, LETTERS, reach)))
    forms = [form for form in forms if is_word(form)]
    found = dict.fromkeys(stem(form) for form in forms if len(form) >= SHORTEST_REPAIRED)
    return tuple(found)[:MOST_REPAIRED]


def _reach(word: str) -> int:
    """How many letters of the word some word of the dictionary begins with; е may stand for ё."""
    keys = _morphology().dictionary.words.iterkeys
    begun = [""]
    for size, letter in enumerate(word):
        longer = [start + one for start in begun for one in ("её" if letter == "е" else letter)]
        begun = [start for start in longer if next(keys(start), None) is not None]
        if not begun:
            return size
    return len(word)


@lru_cache(50_000)
def english_stem(word: str) -> str:
    return _snowball("english").stemWord(word)
