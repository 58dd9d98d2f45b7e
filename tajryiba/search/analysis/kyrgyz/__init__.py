"""Kyrgyz: `stem(word)` of a clean word, folded or not."""

from .stemmer import stem

__all__ = ["stem"]
