"""The small interface behind which the engines stand. They hold copies of what the rows say, and may be lost."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from ..analysis import ParsedQuery

Key = tuple[int, int]  # content type, object
FACETS = ("kind", "topic", "unit", "year")


class EngineError(Exception):
    """The engine cannot answer now: its index is missing or damaged, its server does not answer."""


@dataclass(frozen=True)
class Position:
    """How far an engine has come in the sequence of changes, and in whose history."""

    seq: int
    stamp: str

    def __str__(self) -> str:
        return f"{self.seq} {self.stamp}"

    @classmethod
    def parse(cls, text: str) -> "Position":
        """Raises EngineError for anything that `str` has not written."""
        seq, _space, stamp = text.partition(" ")
        if not seq.isdecimal() or not stamp:
            raise EngineError(f"not a position: {text[:40]!r}")
        return cls(int(seq), stamp)


@dataclass(frozen=True)
class IndexDocument:
    """An object in all its languages, ready for an engine: tokens with spaces between, facts as text."""

    key: Key
    kind: str
    langs: tuple[str, ...]
    title: str
    text: str
    visible: tuple[str, ...]
    topics: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    year: str = ""
    fresh_on: date | None = None
    popularity: int = 0


@dataclass(frozen=True)
class Question:
    """What an engine is asked. `chosen` narrows: facet → values of which a document has one at least.

    `lang`: documents that have this language come first; empty: no language is preferred.
    """

    parsed: ParsedQuery
    visible: frozenset[str]
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lang: str = ""
    limit: int = 10
    offset: int = 0
    facets: bool = True


@dataclass(frozen=True)
class Candidate:
    """A document found. `tier`: how well it holds the question (ranking.py); `score` is comparable within a tier."""

    key: Key
    tier: int
    score: float
    fresh: int = 0  # days since 1970
    popularity: int = 0


@dataclass(frozen=True)
class Found:
    """`total` and `facets` count every document that holds all required words, or, when none does (`partial`), every
    one that holds some of them.
    """

    candidates: list[Candidate]
    total: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    partial: bool = False


class Engine(Protocol):
    name: str

    def position(self) -> Position | None:
        """None when there is no usable index. Cheap: asked at every search."""

    def writing(self, what: str = "apply") -> AbstractContextManager[bool]:
        """True inside for the one process that may do `what` now ("apply", "build"); False, at once, for others."""

    def apply(self, keys: Iterable[Key], documents: Iterable[IndexDocument], position: Position) -> None:
        """Replace what is known of `keys` by `documents`, and come to `position`, all at once or not at all."""

    def replace_all(self, documents: Iterator[IndexDocument], position: Position) -> None:
        """Build a new index aside and put it in the place of the old one, which answers until then."""

    def search(self, question: Question) -> Found:
        """The best documents first. Raises EngineError."""

    def matching(self, question: Question) -> list[Key]:
        """Every document that holds all required words, in no order. Raises EngineError."""

    def known(self, tokens: list[str]) -> set[str]:
        """Those of the tokens that some document holds. Raises EngineError."""

    def alike(self, tokens: list[str], question: Question) -> list[Candidate]:
        """Documents that hold many of the weighted `tokens`. Raises EngineError."""
