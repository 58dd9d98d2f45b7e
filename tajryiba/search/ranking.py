"""The constants of ranking, the same for every engine. Tuned with `search_eval` on data made for it (docs/search.md).

A document's score is the sum over the groups of the best alternative:
`alternative.weight × NAMESPACE[token's namespace] × BM25 of the token`, fields weighted by FIELD.
Tiers come first: all required groups directly; all required groups with translations; the rest.
"""

NAMESPACE = {"x": 0.1, "k": 1.0, "r": 1.0, "e": 1.0, "n": 1.0, "p": 0.2}
FIELD = {"title": 2.0, "summary": 1.2, "body": 1.0, "extra": 0.7}
K1, B = 1.2, 0.75
PHRASE_BONUS = 1.3  # × the score when the words of a quoted question stand side by side
TYPO_WORDS = 4  # how many words of the index are tried for one unknown word


def weight(token: str) -> float:
    """What one occurrence of a token is worth."""
    return NAMESPACE[token[0]]
