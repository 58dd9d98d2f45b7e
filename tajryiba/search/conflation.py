"""Does the stemmer bring the forms of a word together, and only them? Measured on pairs of form and dictionary form.

Two forms belong together when they share a lemma; the stemmer says so when their stems are equal. F1 of that over all
pairs of forms. Which derived words count as words of their own differs between corpora (айылдык of айыл or not), so a
second figure forgives two lemmas that begin alike.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from .analysis.normal import fold

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})
ALIKE = 5  # letters that two lemmas begin with when one is taken for a derivation of the other's root
Pair = tuple[str, str]


@dataclass(frozen=True)
class Conflation:
    """Pairs of forms: rightly joined, wrongly joined, missed."""

    right: frozenset[Pair]
    wrong: frozenset[Pair]
    missed: frozenset[Pair]

    @property
    def precision(self) -> float:
        return len(self.right) / max(len(self.right) + len(self.wrong), 1)

    @property
    def recall(self) -> float:
        return len(self.right) / max(len(self.right) + len(self.missed), 1)

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def read_pairs(path: Path) -> dict[str, set[str]]:
    """Form → lemmas of a file of tab-separated `form lemma upos count`; content words only. Raises ValueError."""
    lemmas: dict[str, set[str]] = defaultdict(set)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        columns = line.split("\t")
        if not line or line.startswith("#"):
            continue
        if len(columns) < 3:
            raise ValueError(f"{path.name}, line {number}: form, lemma and part of speech are needed")
        if columns[2] in CONTENT:
            lemmas[columns[0]].add(columns[1])
    return dict(lemmas)


def measure(lemmas: dict[str, set[str]], stem: Callable[[str], str], *, forgiving: bool = False) -> Conflation:
    """`forgiving`: forms joined across lemmas that begin alike count neither as right nor as wrong."""
    together = _pairs((lemma, form) for form, its in lemmas.items() for lemma in its)
    joined = _pairs((stem(form), form) for form in lemmas)
    wrong = joined - together
    if forgiving:
        wrong = {(a, b) for a, b in wrong if not any(_alike(x, y) for x in lemmas[a] for y in lemmas[b])}
    return Conflation(frozenset(joined & together), frozenset(wrong), frozenset(together - joined))


def _pairs(items: Iterable[Pair]) -> set[Pair]:
    groups: dict[str, set[str]] = defaultdict(set)
    for name, form in items:
        groups[name].add(form)
    return {pair for forms in groups.values() for pair in combinations(sorted(forms), 2)}


def _alike(one: str, other: str) -> bool:
    """Whether one lemma begins with the other, up to its last vowel, or both begin with the same ALIKE letters."""
    short, long = sorted((fold(one), fold(other)), key=len)
    if len(short) < 2:
        return False
    return long.startswith(short if len(short) < 4 else short[:-1]) or long[:ALIKE] == short[:ALIKE]
