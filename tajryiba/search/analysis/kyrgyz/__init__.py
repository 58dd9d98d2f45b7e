"""Kyrgyz: `stem(word)` of a clean word, folded or not; `known(stem)`: whether the portal's words have it;
`others(word)`: stems of the next best readings; `possible(word)`: the known ones among them that are about as likely.
"""

from .lexicon import known
from .stemmer import others, possible, stem

__all__ = ["known", "others", "possible", "stem"]
