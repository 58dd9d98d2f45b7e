"""A mistyped form that no text has («итшерге»): which known stems give it, if one letter is put right.

Whole words and long stems near it are found in the index's own vocabulary; this is for short stems, and for slips in an
ending, where the grammar knows more than any list of words.
"""

from functools import lru_cache

from ..edits import lighter, other_letters
from .lexicon import known
from .spelling import plain
from .stemmer import Walk

LETTERS = "абвгдежзийклмнопрстуфхцчшщыьэюя"  # folded
SHORTEST, LONGEST = 4, 20
MOST = 6


@lru_cache(1000)
def repaired(word: str, *, thoroughly: bool = False) -> tuple[str, ...]:
    """Known stems of the forms that are one edit from a clean word, by the price of the reading, the cheapest first.

    Swapped letters and a letter too many are tried (0.3 ms); `thoroughly` also any wrong or missing letter (10 ms).
    """
    word = plain(word)
    if not SHORTEST <= len(word) <= LONGEST:
        return ()
    prices: dict[str, float] = {}
    for form in {*lighter(word), *(other_letters(word, LETTERS) if thoroughly else ())}:
        for stem, price in Walk(form).prices.items():
            if len(stem) > 1 and known(stem) and price < prices.get(stem, 99.0):
                prices[stem] = price
    return tuple(sorted(prices, key=lambda stem: (prices[stem], -len(stem), stem))[:MOST])
