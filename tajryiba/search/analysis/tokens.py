"""Tokens of the index: one small alphabet of namespaces, the same for documents and questions.

`x:` the word as written · `k:` Kyrgyz stem · `r:` Russian · `e:` English · `n:` numbers · `p:` five letters, folded
"""

from functools import lru_cache

from . import kyrgyz, russian
from .normal import CYRILLIC, Word, fold, words

PREFIX = 5
KYRGYZ_LETTERS = frozenset("ңөү")


@lru_cache(100_000)
def word_tokens(word: str, lang: str) -> tuple[str, ...]:
    """Tokens of one clean word of a text in `lang` (`ky`, `ru`, `en`; anything else: all analysers)."""
    tokens = [f"x:{word}", *stems(word, lang)]
    if len(folded := fold(word)) >= PREFIX:
        tokens.append(f"p:{folded[:PREFIX]}")
    return tuple(tokens)


def stems(word: str, lang: str) -> list[str]:
    """Stem tokens of one clean word by the analysers that fit its alphabet and the language of the text."""
    if not CYRILLIC.search(word):
        return [f"e:{russian.english_stem(word)}"]
    found = []
    if lang != "ru" or not KYRGYZ_LETTERS.isdisjoint(word):
        found.append(f"k:{kyrgyz.stem(word)}")
    if lang != "ky":
        found.append(f"r:{russian.stem(word)}")
    return found


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
