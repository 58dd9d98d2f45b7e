"""A parsed question as all engines read it: which tokens a document must hold, what each is worth, the tiers.

A group's score is the best of: the word itself (all its own tokens together), one of its other readings. Letters that
two words merely begin with (`p:`) order partial results and make nobody hold a word, unless nothing else is near it.
"""

from dataclasses import dataclass
from math import ceil

from .. import ranking
from ..analysis import Alternative, ParsedQuery

STEP = 1000.0  # what a tier adds to a score; no sum of weights comes near it
DIRECT, ASKED_LANGUAGE = 1, 2
MOST_READINGS, LEAST_READINGS = 48, 2  # of the whole question, of each word; beside the word itself
FEW = 20  # full results; so many fill a page, and partial ones are not asked for
PARTIAL_SHARE = 0.3  # of the required words; fewer of them do not make a result


@dataclass(frozen=True)
class Reading:
    """Tokens that are worth something together, of which a document holds one at least; and those it must hold too."""

    tokens: tuple[tuple[str, float], ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sought:
    """One word of the question."""

    readings: tuple[Reading, ...]
    direct: tuple[Reading, ...]
    hints: tuple[tuple[str, float], ...]

    @property
    def is_direct(self) -> bool:
        return len(self.direct) == len(self.readings)


@dataclass(frozen=True)
class Plan:
    required: tuple[Sought, ...]
    optional: tuple[Sought, ...] = ()

    @property
    def least(self) -> int:
        """How many of the required words a partial result holds."""
        return max(1, ceil(len(self.required) * PARTIAL_SHARE))

    @property
    def is_direct(self) -> bool:
        """No translations are in play, so every full result is a direct one."""
        return all(sought.is_direct for sought in self.required)

    def tokens(self) -> set[str]:
        """Every token that is worth something."""
        words = (*self.required, *self.optional)
        read = {token for word in words for reading in word.readings for token, _worth in reading.tokens}
        return read | {token for word in words for token, _worth in word.hints}


def plan(parsed: ParsedQuery) -> Plan:
    """A question of nothing but small words («как», «жана») requires them all. A word that stands twice counts once;
    of a question of many words only the likelier readings are looked for, so that none takes long.
    """
    most = max(LEAST_READINGS, MOST_READINGS // max(1, len(parsed.groups)))
    required = [_sought(group.alternatives, most) for group in parsed.groups if group.required]
    optional = [_sought(group.alternatives, most) for group in parsed.groups if not group.required]
    if not any(sought.readings for sought in required):
        required, optional = optional, []
    return Plan(_once(required), _once(optional))


def _once(words: list[Sought]) -> tuple[Sought, ...]:
    return tuple(dict.fromkeys(word for word in words if word.readings))


def _sought(alternatives: tuple[Alternative, ...], most: int) -> Sought:
    hints = tuple((a.token, _worth(a)) for a in alternatives if _is_hint(a))
    words = [a for a in alternatives if not _is_hint(a)]
    own = tuple((a.token, _worth(a)) for a in words if a.via == "own" and not a.also)
    others = sorted((a for a in words if a.via != "own" or a.also), key=lambda a: -a.weight)[:most]
    first = [Reading(own)] if own else []
    return Sought(
        readings=tuple(first + [_reading(a) for a in others]),
        direct=tuple(first + [_reading(a) for a in others if a.is_direct]),
        hints=hints,
    )


def _is_hint(alternative: Alternative) -> bool:
    return alternative.via == "own" and alternative.token.startswith("p:")


def _reading(alternative: Alternative) -> Reading:
    return Reading(((alternative.token, _worth(alternative)),), alternative.also)


def _worth(alternative: Alternative) -> float:
    return alternative.weight * ranking.weight(alternative.token)


def tier_of(score: float, *, partial: bool) -> tuple[int, float]:
    """(tier, score within it) of a score to which STEPs were added. Full results: 1 … 4; partial ones: −2, −1."""
    steps = int(score // STEP)
    rest = score - steps * STEP
    return (steps // ASKED_LANGUAGE - 2, rest) if partial else (1 + steps, rest)
