"""Russian and English: well-kept libraries, loaded at the first word that needs them."""

from functools import cache, lru_cache
from typing import Any

from .normal import fold


@cache
def _morphology() -> Any:
    import pymorphy3  # noqa: PLC0415  (10 MB of dictionaries: not at start-up)

    return pymorphy3.MorphAnalyzer(lang="ru")


@cache
def _snowball(language: str) -> Any:
    import Stemmer  # noqa: PLC0415

    return Stemmer.Stemmer(language)


@lru_cache(200_000)
def lemma(word: str) -> str:
    """Dictionary form of a clean Russian word; a word that the dictionary lacks gets the likeliest guess."""
    return _morphology().parse(word)[0].normal_form


@lru_cache(200_000)
def stem(word: str) -> str:
    """Lemma, then Snowball: the lemma joins irregular forms, Snowball joins noun, adjective and participle."""
    return fold(_snowball("russian").stemWord(lemma(word).replace("ё", "е")))


@lru_cache(50_000)
def english_stem(word: str) -> str:
    return _snowball("english").stemWord(word)
