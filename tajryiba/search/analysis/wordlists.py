"""The portal's own lists of words: stop words, dictionaries, synonyms. Read at first use, kept."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .normal import fold, words

FOLDER = Path(__file__).resolve().parents[1] / "words"
Variants = tuple[str, ...]


@cache
def stop_words() -> frozenset[str]:
    """Small words of all three languages, folded: they are not required of a document."""
    found: set[str] = set()
    for lang in ("ky", "ru", "en"):
        text = (FOLDER / f"stop_{lang}.txt").read_text(encoding="utf-8")
        found.update(fold(word) for word in text.split())
    return frozenset(found)


def dictionary() -> Iterator[tuple[Variants, Variants]]:
    """Pairs (Russian variants, Kyrgyz variants) of all dictionaries, the portal's glossary first."""
    for path in (FOLDER / "glossary.tsv", *sorted(FOLDER.glob("ru_ky_*.tsv"))):
        for line in _lines(path):
            columns = line.split("\t")
            if len(columns) > 1:
                yield _variants(columns[0]), _variants(columns[1])


def english() -> Iterator[tuple[Variants, Variants, Variants]]:
    """(English, Russian, Kyrgyz variants) of the glossary."""
    for line in _lines(FOLDER / "glossary.tsv"):
        russian, kyrgyz, english = line.split("\t")
        yield _variants(english), _variants(russian), _variants(kyrgyz)


def synonyms() -> Iterator[tuple[str, Variants]]:
    """(language, words that say the same in it)."""
    for line in _lines(FOLDER / "synonyms.tsv"):
        lang, _, group = line.partition("\t")
        yield lang, _variants(group)


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _variants(column: str) -> Variants:
    return tuple(variant for part in column.lower().split(";") if (variant := part.strip()))


def plain_words(text: str) -> tuple[str, ...]:
    """Clean words of a term of a list; numbers are left out."""
    return tuple(word.text for word in words(text) if not word.number)
