"""How alike two pieces of text are, whatever the endings of their words: for duplicates and suggested topics.

A word is cut to its first letters, which stand for it in Kyrgyz and in Russian, where endings carry the grammar.
"""

from tajryiba.core.folding import fold

STEM = 4
SHORTEST = 4
# Words of nearly every practice say nothing about which one it is.
_COMMON_WORDS = """
айыл айылдык аймак аймагы окмоту село сельский муниципалитет житель жергиликтуу город шаар практика тажрыйба новый жаны
чтобы через который турган учун менен боюнча улучшение жакшыртуу решение проект долбоор
village municipality practice resident local with from that
"""
COMMON = frozenset(word[:STEM] for word in _COMMON_WORDS.split())


def stems(text: str) -> frozenset[str]:
    """Beginnings of the telling words: «Ар бир короого суу» → {"короо"}; figures and short words are left out."""
    words = (word for word in fold(text).split() if len(word) >= SHORTEST and not word.isdigit())
    return frozenset(stem for word in words if (stem := word[:STEM]) not in COMMON)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0 … 1: shared stems against the shorter text's; texts of a word or two are never taken for the same."""
    fewer = min(len(one), len(other))
    shared = len(one & other)
    if fewer < 2:
        return 1.0 if one == other and one else 0.0
    return shared / fewer if shared > 1 else 0.0
