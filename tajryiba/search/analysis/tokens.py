"""Tokens of the index: one small alphabet of namespaces, the same for documents and questions.

`x:` the word as written · `k:` Kyrgyz stem · `b:` another stem that the Kyrgyz form may have · `r:` Russian ·
`e:` English · `l:` Kyrgyz and `d:` Russian dictionary form · `n:` numbers · `p:` five letters, folded
"""

from functools import lru_cache

from . import kyrgyz, russian
from .normal import CYRILLIC, Word, fold, words

PREFIX = 5
KYRGYZ_LETTERS = frozenset("ңөү")


@lru_cache(100_000)
def word_tokens(word: str, lang: str) -> tuple[str, ...]:
    """Tokens of one clean word of a text in `lang` (`ky`, `ru`, `en`; anything else: all analysers)."""
    tokens = [f"x:{word}", *stems(word, lang), *lemmas(word, lang)]
    if is_kyrgyz(word, lang):
        tokens += [f"b:{stem}" for stem in kyrgyz.possible(word)]
    if len(folded := fold(word)) >= PREFIX:
        tokens.append(f"p:{folded[:PREFIX]}")
    return tuple(tokens)


def stems(word: str, lang: str) -> list[str]:
    """Stem tokens of one clean word by the analysers that fit its alphabet and the language of the text."""
    if not CYRILLIC.search(word):
        return [f"e:{russian.english_stem(word)}"]
    found = []
    if is_kyrgyz(word, lang):
        found.append(f"k:{kyrgyz.stem(word)}")
    if lang != "ky":
        found.append(f"r:{russian.stem(word)}")
    return found


def lemmas(word: str, lang: str) -> list[str]:
    """Finer than the stems: a form of the asked word comes before a word derived from it."""
    found = []
    if is_kyrgyz(word, lang):
        found.append(f"l:{kyrgyz.lemma(word)}")
    if lang != "ky" and CYRILLIC.search(word):
        found.append(f"d:{fold(russian.lemma(word))}")
    return found


def all_stems(word: str) -> frozenset[str]:
    """Stems of a clean word by every analyser, without namespaces."""
    return frozenset(token[2:] for token in stems(word, ""))


@lru_cache(100_000)
def likely_stems(word: str) -> frozenset[str]:
    """Stems of a clean word of an unknown language by the analysers whose dictionaries have it, by all if none has;
    without namespaces.
    """
    if not CYRILLIC.search(word):
        return frozenset([russian.english_stem(word)])
    own, is_russian = kyrgyz.stem(word), russian.is_word(word)
    is_known = bool(kyrgyz.known(own))
    found = [own] if is_known or not is_russian else []
    if KYRGYZ_LETTERS.isdisjoint(word) and (is_russian or not is_known):
        found.append(russian.stem(word))
    return frozenset(found)


def is_kyrgyz(word: str, lang: str) -> bool:
    """Whether a clean word of a text in `lang` may be Kyrgyz."""
    return bool(CYRILLIC.search(word)) and (lang != "ru" or not KYRGYZ_LETTERS.isdisjoint(word))


def number_tokens(number: str) -> list[str]:
    """«123-vi» is found as itself and as 123, «12.07.2024» as itself and by each part."""
    parts = [part for part in number.replace("-", ".").replace("/", ".").split(".") if part.isdigit()]
    return [f"n:{number}", *(f"n:{part}" for part in parts if part != number)]


def tokens_of(word: Word, lang: str) -> list[str] | tuple[str, ...]:
    return number_tokens(word.text) if word.number else word_tokens(word.text, lang)


def document_tokens(text: str, lang: str) -> list[str]:
    """All tokens of a text in order; the several tokens of one word follow each other.

    Words joined by a hyphen are also found written together («Кара-Куль» by «каракуль»).
    """
    found: list[str] = []
    before = ""
    for word in words(text):
        found.extend(tokens_of(word, lang))
        if word.glued and before and not word.number:
            found.extend(stems(before + word.text, lang))
        before = "" if word.number else word.text
    return found
