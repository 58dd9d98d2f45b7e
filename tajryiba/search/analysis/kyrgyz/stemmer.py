"""First, simple version: endings come off from the right, longest first. The real one replaces it behind `stem`."""

import re
from functools import lru_cache

from ..normal import fold

_ENDINGS = re.compile(
    "(?:[лдт][аеоу]р)?(?:[ыиу]?м|[ыиу]?[нз]|с[ыиу]|[ыиу]|[ыиу]?б[ыиу]з|[ыиу]?н[ыиу]з)?"
    "(?:н?[дт][аео]н?(?:г[ыиу])?|[нтд][ыиу]н?|[гк][аео]|нын|н[аео])?$"
)


@lru_cache(200_000)
def stem(word: str) -> str:
    """The part of a word that its inflected forms share."""
    word = fold(word)
    match = _ENDINGS.search(word, 3)
    return word[: match.start()] if match else word
