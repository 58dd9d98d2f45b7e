"""The embedded default: an index of tantivy in the data folder. One process writes at a time, all may read.

`search/CURRENT` names the folder of the index in use. A new index is built in a folder of its own and put in place by
replacing that one small file. The position is a document of the index, so it is committed together with the rest.
"""

import fcntl
import os
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import tantivy
from tantivy import Document, Query

from .base import FACETS, Candidate, EngineError, Found, IndexDocument, Key, Position, Question
from .plan import ASKED_LANGUAGE, DIRECT, FEW, STEP, plan, tier_of
from .tantivy_queries import Queries

SCHEMA_VERSION = "1"
POSITION_KEY = "@position"
ATTEMPTS = 5
WRITER_MEMORY, BUILDER_MEMORY = 15_000_000, 120_000_000
MANY = 1_000  # values of a facet that are counted
EPOCH = date(1970, 1, 1)


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("title", "text"):
        builder.add_text_field(name, tokenizer_name="tokens", index_option="freq")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("key", "lang", "visible"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("position", tokenizer_name="raw", index_option="basic", stored=True)
    for name in ("type", "object", "fresh", "popularity"):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def _prepared(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer("tokens", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    index.config_reader("manual")
    return index


class Reader:
    """One index folder, open; reloads when its list of segments has changed on disk."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.index = _prepared(tantivy.Index.open(str(folder)))
        self.queries = Queries(self.index.schema)
        self.seen = 0
        self.refresh()

    def refresh(self) -> None:
        changed = (self.folder / "meta.json").stat().st_mtime_ns
        if changed == self.seen:
            return
        self.index.reload()
        self.searcher = self.index.searcher()
        found = self.searcher.search(self.queries.term("key", POSITION_KEY), limit=1, count=False).hits
        if not found:
            raise EngineError("the index has no position")
        self.position = Position.parse(self.searcher.doc(found[0][1]).get_first("position") or "")
        self.seen = changed


class TantivyEngine:
    name = "tantivy"

    def __init__(self, folder: Path):
        self.folder = Path(folder)
        self.pointer = self.folder / "CURRENT"
        self._reader: Reader | None = None
        self._mutex = threading.Lock()

    # --- Reading ---

    def position(self) -> Position | None:
        try:
            return self._open().position
        except EngineError:
            return None

    def _open(self) -> Reader:
        """The index in use as it is on disk now. Raises EngineError: it is missing, damaged or of another schema."""
        with self._mutex:
            for _attempt in range(ATTEMPTS):
                name = self._current()
                try:
                    if self._reader is None or self._reader.folder.name != name:
                        self._reader = Reader(self.folder / name)
                    self._reader.refresh()
                    return self._reader
                except (OSError, ValueError, EngineError) as error:
                    self._reader, cause = None, error
                    if self._current() == name:
                        break  # otherwise a new index has taken its place at this very moment
        raise EngineError(f"the index cannot be opened: {cause}") from cause

    def _current(self) -> str:
        """The name of the index in use."""
        try:
            name = self.pointer.read_text()
        except OSError as error:
            raise EngineError(f"there is no index: {error}") from error
        if not name.startswith(f"{SCHEMA_VERSION}-"):
            raise EngineError("the index is of another schema")
        return name

    def search(self, question: Question) -> Found:
        reader = self._open()
        try:
            return self._search(reader, question)
        except (OSError, ValueError) as error:
            raise EngineError(f"the index cannot be read: {error}") from error

    def _search(self, reader: Reader, question: Question) -> Found:
        build = reader.queries
        hits = self._surest(reader, question)
        if hits:
            return Found(hits, *self._counts(reader, question, build.full))
        total, hits = self._top(reader, build.full(question), question)
        if total:
            if question.offset + len(hits) >= total and len(hits) < min(question.limit, FEW):
                hits += self._completing(reader, question, hits, total)
            return Found(hits, total, self._facets(reader, question, build.full))
        total, hits = self._top(reader, build.partial(question), question, partial=True)
        return Found(hits, total, self._facets(reader, question, build.partial) if total else {}, partial=True)

    def _surest(self, reader: Reader, question: Question) -> list[Candidate]:
        """The page when the first tier fills it, else nothing: translations are then counted only, half of the work."""
        sought = plan(question.parsed)
        if sought.is_direct or not all(word.direct for word in sought.required):
            return []
        found = reader.searcher.search(reader.queries.surest(question), limit=question.limit, offset=question.offset)
        steps = DIRECT + (ASKED_LANGUAGE if question.lang else 0)
        filled = question.limit and len(found.hits) == question.limit
        hits = [(score + steps * STEP, place) for score, place in found.hits] if filled else []
        return self._candidates(reader, hits, partial=False)

    def _completing(self, reader: Reader, question: Question, hits: list[Candidate], total: int) -> list[Candidate]:
        """What holds only some of the words, to fill a page of few full results."""
        if question.offset:
            return []
        there = {hit.key for hit in hits}
        wanted = replace(question, limit=question.limit + total)
        _total, more = self._top(reader, reader.queries.partial(wanted), wanted, partial=True)
        return [hit for hit in more if hit.key not in there][: question.limit - len(hits)]

    def _top(
        self, reader: Reader, query: Query, question: Question, *, partial: bool = False
    ) -> tuple[int, list[Candidate]]:
        found = reader.searcher.search(query, limit=question.limit, offset=question.offset)
        more = 0.0 if partial or not plan(question.parsed).is_direct else DIRECT * STEP
        hits = [(score + more, place) for score, place in found.hits]
        return found.count, self._candidates(reader, hits, partial=partial)

    def _candidates(self, reader: Reader, hits: list, *, partial: bool) -> list[Candidate]:
        places = [place for _score, place in hits]
        columns = [
            reader.searcher.fast_field_values(name, places) for name in ("type", "object", "fresh", "popularity")
        ]
        return [
            Candidate((kind, pk), *tier_of(score, partial=partial), fresh or 0, popularity or 0)
            for (score, _place), kind, pk, fresh, popularity in zip(hits, *columns, strict=True)
        ]

    def _facets(self, reader: Reader, question: Question, build) -> dict[str, dict[str, int]]:
        return self._counts(reader, question, build)[1] if question.facets else {}

    def _counts(self, reader: Reader, question: Question, build) -> tuple[int, dict[str, dict[str, int]]]:
        """How many are found, and of every facet; one of which something is chosen is counted as if it were not."""
        open_facets = [name for name in FACETS if question.facets and not question.chosen.get(name)]
        total, counted = self._count(reader, build(question, scored=False), open_facets)
        for name in question.chosen if question.facets else ():
            others = {key: values for key, values in question.chosen.items() if key != name}
            counted |= self._count(reader, build(replace(question, chosen=others), scored=False), [name])[1]
        return total, counted

    def _count(self, reader: Reader, query: Query, names: list[str]) -> tuple[int, dict[str, dict[str, int]]]:
        """An aggregation scores nothing, so it counts quicker than a search."""
        wanted: dict = {name: {"terms": {"field": name, "size": MANY}} for name in names}
        answer = reader.searcher.aggregate(query, wanted | {"total": {"value_count": {"field": "type"}}})
        values = {
            name: {bucket["key"]: int(bucket["doc_count"]) for bucket in answer[name]["buckets"] if bucket["key"]}
            for name in names
        }
        return int(answer["total"]["value"]), values

    def matching(self, question: Question) -> list[Key]:
        reader = self._open()
        query = reader.queries.full(question, scored=False)
        total, _facets = self._count(reader, query, [])
        hits = reader.searcher.search(query, limit=total, count=False).hits if total else []
        return [hit.key for hit in self._candidates(reader, hits, partial=False)]

    def known(self, tokens: list[str]) -> set[str]:
        searcher = self._open().searcher
        return {token for token in tokens if searcher.doc_freq("text", token)}

    def alike(self, tokens: list[str], question: Question) -> list[Candidate]:
        reader = self._open()
        query = reader.queries.alike(tokens, question)
        return self._top(reader, query, question, partial=True)[1]

    # --- Writing ---

    @contextmanager
    def writing(self, what: str = "apply"):
        self.folder.mkdir(parents=True, exist_ok=True)
        with open(self.folder / f".{what}.lock", "w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def apply(self, keys: Iterable[Key], documents: Iterable[IndexDocument], position: Position) -> None:
        reader = self._open()
        try:
            writer = reader.index.writer(heap_size=WRITER_MEMORY, num_threads=1)
            for kind, pk in keys:
                writer.delete_documents_by_term("key", f"{kind}.{pk}")
            for document in documents:
                writer.add_document(_as_tantivy(document))
            _commit(writer, position)
        except (OSError, ValueError) as error:
            raise EngineError(f"the index cannot be written: {error}") from error

    def replace_all(self, documents: Iterator[IndexDocument], position: Position) -> None:
        self._clear_leftovers()
        name = f"{SCHEMA_VERSION}-{uuid4().hex[:12]}"
        (self.folder / name).mkdir(parents=True)
        index = _prepared(tantivy.Index(schema(), path=str(self.folder / name)))
        writer = index.writer(heap_size=BUILDER_MEMORY, num_threads=1)
        for document in documents:
            writer.add_document(_as_tantivy(document))
        _commit(writer, position)
        aside = self.folder / f"CURRENT.{name}"
        aside.write_text(name)
        os.replace(aside, self.pointer)
        self._clear_leftovers()

    def _clear_leftovers(self) -> None:
        """Remove indexes that are not in use; who still reads one keeps its files open."""
        current = self.pointer.read_text() if self.pointer.exists() else ""
        for folder in self.folder.glob("*-*"):
            if folder.is_dir() and folder.name != current:
                shutil.rmtree(folder, ignore_errors=True)


def _commit(writer, position: Position) -> None:
    writer.delete_documents_by_term("key", POSITION_KEY)
    writer.add_document(Document(key=[POSITION_KEY], position=[str(position)]))
    writer.commit()
    writer.wait_merging_threads()


def _as_tantivy(document: IndexDocument) -> Document:
    kind, pk = document.key
    made = Document()
    made.add_text("key", f"{kind}.{pk}")
    made.add_text("title", document.title)
    made.add_text("text", document.text)
    made.add_text("kind", document.kind)
    for name, values in (("lang", document.langs), ("visible", document.visible)):
        for value in values:
            made.add_text(name, value)
    for name, values in (("topic", document.topics), ("unit", document.units), ("year", (document.year,))):
        for value in values:
            if value:
                made.add_text(name, value)
    made.add_unsigned("type", kind)
    made.add_unsigned("object", pk)
    made.add_unsigned("popularity", document.popularity)
    made.add_unsigned("fresh", max(0, (document.fresh_on - EPOCH).days) if document.fresh_on else 0)
    return made
