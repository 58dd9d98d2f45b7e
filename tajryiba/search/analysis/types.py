"""What a question becomes. The engines read these and nothing else of the analysers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

Via = Literal["own", "typo", "synonym", "translation", "translit", "layout", "reading", "guess"]


class Vocabulary(Protocol):
    """What the index knows; an engine or the table of words gives it. Without it no guesses are checked."""

    def knows(self, tokens: Iterable[str]) -> set[str]:
        """Those of the tokens (namespaced) that at least one document holds."""

    def near(self, word: str) -> list[str]:
        """Words of the index (clean, not folded, as in `x:` tokens) within two edits of a folded word, best first.

        `spelling.py` has what is needed to keep such a list: the keys to store and the order of the candidates.
        """

    def near_stems(self, word: str) -> list[str]:
        """Stems of words of the index with which a folded word begins, but for one edit, best first."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One token that answers a word of the question. `also`: further tokens the same document must hold."""

    token: str
    weight: float
    via: Via = "own"
    also: tuple[str, ...] = ()

    @property
    def is_direct(self) -> bool:
        """The word itself, however it was typed; not another word that means the same or has this form too."""
        return self.via not in ("translation", "synonym", "reading", "guess")


@dataclass(frozen=True, slots=True)
class Group:
    """A word of the question and all that may stand for it. A document holds it when it holds any alternative."""

    word: str
    alternatives: tuple[Alternative, ...]
    required: bool = True

    @property
    def direct(self) -> tuple[Alternative, ...]:
        """Without translations and synonyms: what the first tier of results is made of."""
        return tuple(a for a in self.alternatives if a.is_direct)


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A question understood. `corrected` is what to show as "did you mean" (empty: nothing was corrected)."""

    text: str
    groups: tuple[Group, ...]
    phrase: bool = False
    corrected: str = ""

    @property
    def required(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.required)

    def __bool__(self) -> bool:
        return bool(self.groups)
