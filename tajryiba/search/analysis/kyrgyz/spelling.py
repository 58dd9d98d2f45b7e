"""Letters of Kyrgyz: one spelling for what alternates, and the vowel harmony of folded words."""

import re

from ..normal import fold

_IOTATED = re.compile("(?<=[аеиоуыэюяөү])[ёюя]")
_WRITTEN_OUT = {"ё": "йо", "ю": "йу", "я": "йа"}
HARMONY = dict(zip("аеиоуыэюяё", "аеиоуыэуао", strict=True))
_RESTORED = {"а": "а", "ы": "а", "у": "а", "о": "о", "е": "е", "э": "е", "и": "е", "": "а"}
DEVOICED = {"б": "п", "г": "к"}  # китеп, before a vowel китеб-


def plain(word: str) -> str:
    """Folded letters with ё ю я after a vowel written out, as Kyrgyz forms alternate: коюу → койуу, коёт → койот."""
    return fold(_IOTATED.sub(lambda m: _WRITTEN_OUT[m.group()], word))


def last_vowel(stem: str) -> str:
    """The vowel that endings follow, empty for a stem without one (ККМ)."""
    return next((HARMONY[letter] for letter in reversed(stem) if letter in HARMONY), "")


def restore(stem: str) -> str:
    """A verb before -оо gets its vowel back: кар(оо) → кара, ишт(өө) → иште, төл(өө) → төлө."""
    return stem + _RESTORED[last_vowel(stem)]


def canonical(stem: str) -> str:
    """One form for the spellings that a stem has before different endings: китеб → китеп, апрель → апрел."""
    if len(stem) > 3 and stem[-1] == "ь":
        stem = stem[:-1]
    if len(stem) > 1 and stem[-1] in DEVOICED:
        stem = stem[:-1] + DEVOICED[stem[-1]]
    if len(stem) > 3 and stem[-1] == "о" and last_vowel(stem[:-1]) == "у":
        stem = stem[:-1] + "а"
    return stem


def canonical_verb(stem: str) -> str:
    """As `canonical`; a last ы or и, which -уу and others swallow, is left out: ташы(п) and таш(уу) are one verb."""
    stem = canonical(stem)
    return stem[:-1] if len(stem) > 3 and stem[-1] in "ыи" else stem
