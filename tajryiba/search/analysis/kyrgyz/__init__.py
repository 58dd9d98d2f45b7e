"""Kyrgyz: `stem(word)` of a clean word, folded or not; `known(stem)`: whether the portal's words have it."""

from .lexicon import known
from .stemmer import stem

__all__ = ["known", "stem"]
