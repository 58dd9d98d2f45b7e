"""A question as a tsquery, and the expression by which PostgreSQL orders what holds it.

`ts_rank` of one lexeme grows with its number of places ever more slowly, as BM25 does; how rare the token is comes from
our own count of documents. Places of the title weigh A.
"""

from itertools import combinations
from math import comb

from .. import ranking
from .base import Question
from .plan import ASKED_LANGUAGE, DIRECT, STEP, Plan, Reading, Sought

TEXT_WEIGHT = 1 / (1 + ranking.FIELD["title"])
WEIGHTS = f"{{{TEXT_WEIGHT:.3f}, {TEXT_WEIGHT:.3f}, {TEXT_WEIGHT:.3f}, 1.0}}"  # D, C, B, A
MOST_COMBINATIONS = 30
USUAL_LENGTH = 1150  # tokens of a document; a longer one is worth a little less
LENGTH_SHARE = 0.1


def lexeme(token: str) -> str:
    """Quoted, so that nothing in it is an operator."""
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def narrowing(question: Question) -> str:
    """What the asker may see, and what was chosen."""
    parts = [_any(f"visible={token}" for token in sorted(question.visible))]
    parts += [_any(f"{name}={value}" for value in values) for name, values in question.chosen.items() if values]
    return " & ".join(parts)


def full_query(sought: Plan, narrow: str) -> str:
    return " & ".join([narrow, *(holds(word.readings) for word in sought.required)])


def titled_query(sought: Plan, narrow: str) -> str:
    """Every word itself stands in the title."""
    return " & ".join([narrow, *(holds(word.direct or word.readings, ":A") for word in sought.required)])


def partial_query(sought: Plan, narrow: str) -> str:
    """At least so many of the words; for a question of very many words, one of them."""
    words = [
        f"({holds(word.readings)}{''.join(f' | {lexeme(token)}' for token, _worth in word.hints)})"
        for word in sought.required
    ]
    least = sought.least if comb(len(words), sought.least) <= MOST_COMBINATIONS else 1
    some = " | ".join(f"({' & '.join(chosen)})" for chosen in combinations(words, least))
    return f"{narrow} & ({some})"


def alike_query(tokens: list[str], narrow: str) -> str:
    return f"{narrow} & {_any(tokens)}"


def holds(readings: tuple[Reading, ...], weight: str = "") -> str:
    parts = []
    for reading in readings:
        tokens = _any((token for token, _worth in reading.tokens), weight)
        also = "".join(f" & {lexeme(token)}" for token in reading.also)
        parts.append(f"({tokens}{also})" if also else tokens)
    return f"({' | '.join(parts)})"


def _any(tokens, weight: str = "") -> str:
    return f"({' | '.join(lexeme(token) + weight for token in tokens)})"


class Scoring:
    """`sql` and its parameters: the sum over the words of their best reading, and the steps of the tiers."""

    def __init__(self, sought: Plan, lang: str, rarity: dict[str, float], *, hints_count: bool):
        self.rarity = rarity
        self.hints_count = hints_count
        self.parameters: list = []
        words = [self._word(word) for word in (*sought.required, *sought.optional)]
        length = f"({1 - LENGTH_SHARE} + {LENGTH_SHARE} * length / {USUAL_LENGTH}.0)"
        parts = [f"({' + '.join(words) or '0'}) / {length}"]
        if lang:
            parts.append(self._step(lexeme(f"lang={lang}"), ASKED_LANGUAGE))
        if not hints_count:
            direct = " & ".join(holds(word.direct) for word in sought.required if word.direct)
            whole = all(word.direct for word in sought.required)
            parts.append(self._step(direct, DIRECT) if whole else "0")
        self.sql = " + ".join(parts)

    def _step(self, query: str, steps: int) -> str:
        self.parameters.append(query)
        return f"{steps * STEP} * (tokens @@ %s::tsquery)::int"

    def _word(self, word: Sought) -> str:
        readings = [self._reading(reading) for reading in word.readings]
        if not self.hints_count:
            return f"GREATEST({', '.join(readings)})"
        readings += [self._token(*hint) for hint in word.hints]
        self.parameters.append(holds(word.readings))
        return f"GREATEST({', '.join(readings)}) + {ranking.HELD} * (tokens @@ %s::tsquery)::int"

    def _reading(self, reading: Reading) -> str:
        worth = " + ".join(self._token(*token) for token in reading.tokens)
        if not reading.also:
            return worth
        condition = " & ".join(lexeme(token) for token in reading.also)
        self.parameters.append(condition)
        return f"({worth}) * (tokens @@ %s::tsquery)::int"

    def _token(self, token: str, worth: float) -> str:
        if token not in self.rarity:
            return "0.0"
        self.parameters.append(lexeme(token))
        return f"{worth * self.rarity[token]:.5f} * ts_rank('{WEIGHTS}', tokens, %s::tsquery)"
