"""Kyrgyz: `stem(word)` of a clean word, folded or not; `known(stem)`: whether the portal's words have it;
`lemma(word)`: the stem with derivation and voice left on; `others(word)`: stems of the next best readings;
`possible(word)`: the known ones among them that are about as likely.
"""

from .lexicon import known
from .stemmer import lemma, others, possible, stem

__all__ = ["known", "lemma", "others", "possible", "stem"]
