"""Kyrgyz: `stem(word)` of a clean word, folded or not; `known(stem)`: whether the portal's words have it;
`lemma(word)`: the stem with derivation and voice left on; `others(word)`: stems of the next best readings;
`possible(word)`: those of them that texts and questions keep beside the best; `repaired(word)`: known stems of
forms one slip away.
"""

from .lexicon import known
from .repair import repaired
from .stemmer import lemma, others, possible, stem

__all__ = ["known", "lemma", "others", "possible", "repaired", "stem"]
