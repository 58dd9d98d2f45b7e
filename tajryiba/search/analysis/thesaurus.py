"""What else a word may be called: in the other language (the portal's dictionaries) and in the same one (synonyms).

A term is a tuple of keys, one a word. A word has several keys, the surest first: `l:` its Russian dictionary form, `r:`
the stem of that, `k:` its Kyrgyz stem, `e:` its English one. Answers are stemmed only when they are looked up.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from . import kyrgyz, russian, wordlists
from .normal import CYRILLIC, fold

LONGEST_TERM = 4
MOST = 6  # ways to say one term
AUXILIARIES = frozenset(["кылуу", "болуу", "берүү", "алуу", "этүү", "көрсөтүү", "коюу", "жүргүзүү"])
Term = tuple[str, ...]
Answer = tuple[str, str]  # language, text


@dataclass(frozen=True, slots=True)
class Equivalent:
    """Another way to say a term: the stem tokens that all must be there. `place`: how far down the list it stands."""

    tokens: Term
    place: int
    synonym: bool = False


@lru_cache(20_000)
def equivalents(term: Term) -> tuple[Equivalent, ...]:
    """Everything the lists know for a term of keys, translations first, the commonest first."""
    found: dict[Term, Equivalent] = {}
    for table, is_synonym in ((_translations(), False), (_synonyms(), True)):
        for place, (_rank, (lang, text)) in enumerate(sorted(table.get(term, ()))[:MOST]):
            if tokens := content(text, lang):
                found.setdefault(tokens, Equivalent(tokens, place, is_synonym))
    return tuple(found.values())


def keys(word: str) -> tuple[str, ...]:
    """Under which keys a clean word of a question may stand in the lists, the surest first: Russian dictionary form,
    Kyrgyz stem, other dictionary forms that the Russian word may have («данные»: дать, данный), Russian stem.
    """
    if not CYRILLIC.search(word):
        return (f"e:{russian.english_stem(word)}",)
    lemma = fold(russian.lemma(word))
    others = [f"l:{fold(other)}" for other in russian.other_lemmas(word)]
    return f"l:{lemma}", f"k:{kyrgyz.stem(word)}", *others, f"r:{russian.snowball_stem(lemma)}"


def content(text: str, lang: str) -> Term:
    """Stem tokens of an answer without its small and auxiliary words, unless it has no others."""
    everything = wordlists.plain_words(text)
    stops = wordlists.stop_words()
    told = [w for w in everything if fold(w) not in stops and w not in AUXILIARIES] or list(everything)
    return tuple(dict.fromkeys(_token(word, lang) for word in told))


def _token(word: str, lang: str) -> str:
    if not CYRILLIC.search(word):
        return f"e:{russian.english_stem(word)}"
    return f"k:{kyrgyz.stem(word)}" if lang == "ky" else f"r:{russian.stem(word)}"


Table = dict[Term, list[tuple[tuple[int, int, int], Answer]]]


@cache
def _translations() -> Table:
    """Term → answers with their rank: the place in the line, how many share it, the order of the lines."""
    table: Table = defaultdict(list)
    for order, (russian_side, kyrgyz_side) in enumerate(wordlists.dictionary()):
        for place, text in enumerate(kyrgyz_side):
            _add(table, russian_side, "ru", (place, 0, order), ("ky", text))
            for other, variant in enumerate(russian_side):
                _add(table, [text], "ky", (place, len(kyrgyz_side) + other, order), ("ru", variant))
    for order, (english_side, russian_side, kyrgyz_side) in enumerate(wordlists.english()):
        for lang, side in (("ru", russian_side), ("ky", kyrgyz_side)):
            for place, text in enumerate(side):
                _add(table, english_side, "en", (place, 0, order), (lang, text))
    return dict(table)


@cache
def _synonyms() -> Table:
    table: Table = defaultdict(list)
    for order, (lang, group) in enumerate(wordlists.synonyms()):
        for text in group:
            for place, other in enumerate(group):
                if other != text:
                    _add(table, [text], lang, (place, 0, order), (lang, other))
    return dict(table)


def _add(table: Table, terms: Iterable[str], lang: str, rank: tuple[int, int, int], answer: Answer) -> None:
    for text in terms:
        for term in _terms(text, lang):
            table[term].append((rank, answer))


@lru_cache(20_000)
def _terms(text: str, lang: str) -> tuple[Term, ...]:
    """Keys of a term of a list. A single Russian word is a dictionary form already, so nothing has to be analysed."""
    told = wordlists.plain_words(text)
    if not 0 < len(told) <= LONGEST_TERM:
        return ()
    if lang == "ru" and CYRILLIC.search(text):
        lemmas = [fold(told[0])] if len(told) == 1 else [fold(russian.lemma(word)) for word in told]
        exact = tuple(f"l:{lemma}" for lemma in lemmas)
        return (exact, (f"r:{russian.snowball_stem(lemmas[0])}",)) if len(told) == 1 else (exact,)
    return (tuple(_token(word, lang) for word in told),)
