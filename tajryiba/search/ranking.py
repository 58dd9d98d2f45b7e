"""The constants of ranking, the same for every engine. Tuned with `search_eval` on data made for it (docs/search.md).

A document's score is the sum over the groups of the best alternative:
`alternative.weight × NAMESPACE[token's namespace] × BM25 of the token`, fields weighted by FIELD.
Tiers come first: all required groups directly; all required groups with translations; the rest.
"""

NAMESPACE = {"x": 0.5, "k": 1.0, "b": 1.0, "l": 0.4, "d": 0.4, "r": 1.0, "e": 1.0, "n": 1.0, "p": 0.5}
FIELD = {"title": 2.0, "summary": 1.2, "body": 1.0, "extra": 0.7}
K1, B = 1.2, 0.75
PHRASE_BONUS = 1.3  # × the score when the words of a quoted question stand side by side
HELD = 10.0  # what each required word that it holds adds to a partial result, beside the word's own score


def weight(token: str) -> float:
    """What one occurrence of a token is worth."""
    return NAMESPACE[token[0]]


SIDE_BY_SIDE = 1.1  # × when the words of a plain question stand side by side in title or summary
FRESH = 0.04  # what is new is worth at most so much more; half of it after HALF_LIFE days
HALF_LIFE = 365
ADOPTED = 0.03  # each doubling of the adopters is worth so much more, up to ADOPTED_MOST
ADOPTED_MOST = 0.15
WINDOW = 100  # so many of the engine's best are put in their final order


def mild(age_days: float, popularity: int) -> float:
    """The factor by which freshness and adoption lift a score."""
    fresh = FRESH * 0.5 ** (max(age_days, 0) / HALF_LIFE)
    adopted = min(ADOPTED * (popularity + 1).bit_length() - ADOPTED, ADOPTED_MOST)
    return 1 + fresh + max(adopted, 0)
