"""How good is search? Documents and questions from files go through the whole pipeline into a temporary index.

The measures: MRR@10 (1 / place of the first right document) and recall@10 (right documents among the first ten ÷
all right ones, at most ten), averaged over questions. The language of a question says only where it is counted.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from . import ranking, snippets, spelling
from .analysis import ParsedQuery, document_tokens, parse_query
from .analysis.normal import fold
from .analysis.tokens import all_stems, likely_stems
from .documents import PUBLIC
from .engines.base import Candidate, Engine, IndexDocument, Position, Question

DEPTH = 10
TYPE = 1  # all documents are of one made-up content type


@dataclass(frozen=True)
class Asked:
    """A question of the test set. `lang` and `set` are headings, hidden from the pipeline."""

    qid: str
    lang: str
    text: str
    relevant: tuple[str, ...]
    set: str = ""


class MemoryVocabulary:
    """`analysis.Vocabulary` over words in memory, with the same rules of nearness as the table of words."""

    def __init__(self, engine: Engine):
        self.engine = engine
        self.rows: dict[str, int] = defaultdict(int)
        self.keys: dict[str, set[str]] = defaultdict(set)
        self.stems: dict[str, int] = defaultdict(int)
        self.stem_keys: dict[str, set[str]] = defaultdict(set)

    def add(self, tokens: Iterable[str]) -> None:
        for token in set(tokens):
            if token.startswith("x:"):
                self.rows[token[2:]] += 1

    def close(self) -> None:
        """After the last document: cut every word once."""
        for word in self.rows:
            for key in spelling.keys(fold(word)):
                self.keys[key].add(word)
            for stem in likely_stems(word):
                self.stems[stem] += 1
        for stem in self.stems:
            for key in spelling.stem_keys(stem):
                self.stem_keys[key].add(stem)

    def knows(self, tokens: Iterable[str]) -> set[str]:
        return self.engine.known(list(tokens))

    def near(self, word: str) -> list[str]:
        found = {other for key in spelling.keys(word) for other in self.keys.get(key, ())}
        return spelling.nearest(word, {other: self.rows[other] for other in found}, fold)

    def near_stems(self, word: str) -> list[str]:
        found = {stem for key in spelling.keys_of_beginnings(word) for stem in self.stem_keys.get(key, ())}
        return spelling.nearest_stems(word, {stem: self.stems[stem] for stem in found}, all_stems)


@dataclass
class Corpus:
    """Documents in a temporary index, with what the final order needs of them."""

    engine: Engine
    names: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    vocabulary: MemoryVocabulary = field(init=False)

    def __post_init__(self):
        self.vocabulary = MemoryVocabulary(self.engine)

    def build(self, documents: Iterable[dict]) -> None:
        """Raises KeyError for a document without id, lang or text, EngineError."""
        self.engine.replace_all(self._prepared(documents), Position(0, "evaluation"))
        self.vocabulary.close()

    def _prepared(self, documents: Iterable[dict]) -> Iterator[IndexDocument]:
        for number, document in enumerate(documents):
            title = document_tokens(document.get("title") or "", document["lang"])
            text = document_tokens(document["text"], document["lang"])
            self.vocabulary.add((*title, *text))
            self.names.append(str(document["id"]))
            self.titles.append(" ".join(title))
            yield IndexDocument(
                key=(TYPE, number),
                kind="document",
                langs=(document["lang"],),
                title=self.titles[-1],
                text=" ".join((*title, *text)),
                visible=(PUBLIC,),
            )

    def find(self, text: str) -> list[str]:
        """Ids of the best documents, as `find` orders them."""
        parsed = parse_query(text, vocabulary=self.vocabulary)
        if not parsed:
            return []
        found = self.engine.search(Question(parsed, frozenset({PUBLIC}), limit=ranking.WINDOW, facets=False))
        return [self.names[candidate.key[1]] for candidate in self._ordered(found.candidates, parsed)[:DEPTH]]

    def _ordered(self, candidates: list[Candidate], parsed: ParsedQuery) -> list[Candidate]:
        groups = [snippets.wanted_tokens(ParsedQuery("", (group,))) for group in parsed.groups]
        factor = ranking.PHRASE_BONUS if parsed.phrase else ranking.SIDE_BY_SIDE

        def value(candidate: Candidate):
            title = self.titles[candidate.key[1]]
            together = len(groups) > 1 and all(groups) and title and snippets.side_by_side(title, groups)
            return -candidate.tier, -candidate.score * (factor if together else 1.0), candidate.key

        return sorted(candidates, key=value)


@dataclass
class Sums:
    """Running sums of one heading."""

    questions: int = 0
    rank: float = 0.0
    recall: float = 0.0

    def add(self, found: list[str], relevant: tuple[str, ...]) -> None:
        places = [place for place, name in enumerate(found, 1) if name in relevant]
        self.questions += 1
        self.rank += 1 / places[0] if places else 0.0
        self.recall += len(places) / min(len(relevant), DEPTH) if relevant else 0.0

    def as_json(self) -> dict:
        count = max(self.questions, 1)
        return {
            "queries": self.questions,
            "mrr@10": round(self.rank / count, 4),
            "recall@10": round(self.recall / count, 4),
        }


def evaluate(corpus: Corpus, questions: Iterable[Asked]) -> tuple[dict, dict[str, list[str]]]:
    """(the report as `search_eval --json` prints it, and the numbers of questions; what each question found)."""
    by_lang: dict[str, Sums] = defaultdict(Sums)
    by_set: dict[tuple[str, str], Sums] = defaultdict(Sums)
    times, answers = [], {}
    for asked in questions:
        started = time.perf_counter()
        found = corpus.find(asked.text)
        times.append((time.perf_counter() - started) * 1000)
        answers[asked.qid] = found
        by_lang[asked.lang].add(found, asked.relevant)
        by_set[asked.lang, asked.set].add(found, asked.relevant)
    report: dict = {lang: {**sums.as_json(), "sets": {}} for lang, sums in by_lang.items()}
    for (lang, name), sums in by_set.items():
        if name:
            report[lang]["sets"][name] = sums.as_json()
    report["ms"] = {"p50": _percentile(times, 0.50), "p95": _percentile(times, 0.95)}
    return report, answers


def _percentile(times: list[float], share: float) -> float:
    ordered = sorted(times) or [0.0]
    return round(ordered[min(int(len(ordered) * share), len(ordered) - 1)], 2)


def read_lines(path: Path) -> Iterator[dict]:
    """Objects of a JSON-lines file. Raises ValueError with the number of the line that is not one."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                item = json.loads(line)
            except ValueError as error:
                raise ValueError(f"{path.name}, line {number}: {error}") from error
            if not isinstance(item, dict):
                raise ValueError(f"{path.name}, line {number}: not an object")
            yield item


def read_questions(path: Path) -> Iterator[Asked]:
    """Raises ValueError for a line without one of its fields."""
    for item in read_lines(path):
        try:
            relevant = tuple(str(name) for name in item["relevant"])
            yield Asked(str(item["qid"]), item["lang"], item["text"], relevant, item.get("set") or "")
        except KeyError as error:
            raise ValueError(f"{path.name}: a question without {error}") from error
