"""Kyrgyz: `stem(word)` of a clean word, folded or not; `known(stem)`: whether the portal's words have it;
`others(word)`: stems of the next best readings.
"""

from .lexicon import known
from .stemmer import others, stem

__all__ = ["known", "others", "stem"]
