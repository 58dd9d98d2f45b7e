# ruff: noqa: S608  (table names are made of our own words; everything else is a parameter)
"""PostgreSQL: the same tokens as lexemes of a tsvector with a GIN index, for several machines without a search server.

What narrows (language, facets, visibility) are lexemes too, so that one index answers everything. Only the first
documents that hold the words are ranked: to rank all of a hundred thousand would take half a second.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import islice
from math import log
from zlib import crc32

from django.db import connection

from .. import ranking
from .base import FACETS, Candidate, EngineError, Found, IndexDocument, Key, Position, Question
from .plan import FEW, Plan, plan, tier_of
from .postgres_connection import all_or_nothing, by_index, execute, rows
from .postgres_queries import Scoring, alike_query, full_query, lexeme, narrowing, partial_query, titled_query

VERSION = 1
TITLED, RANKED = 200, 400  # so many documents are ranked: that hold the words in the title, that hold them at all
PARTIAL_COUNTED = 2_000
CHUNK = 500
MOST_POSITIONS = 20  # of one token in one document; more would not change its rank
TEXT_FROM = 1_000  # positions of the title come before it
EPOCH = date(1970, 1, 1)
RAREST = 12

COLUMNS = "type, id, kind, topics, units, year, fresh, popularity, length, tokens"


class PostgresEngine:
    name = "postgresql"

    def __init__(self, space: str = "portal"):
        self.space = space
        self.base = f"search_index_{space}_v{VERSION}"

    # --- Reading ---

    def position(self) -> Position | None:
        if not self._exists():
            return None
        found = rows(f"SELECT position FROM {self.base}_state")
        return Position.parse(found[0][0]) if found else None

    def search(self, question: Question) -> Found:
        sought = plan(question.parsed)
        if not sought.required:
            return Found([])
        with by_index():
            return self._search(question, sought)

    def _search(self, question: Question, sought: Plan) -> Found:
        narrow = narrowing(question)
        query = full_query(sought, narrow)
        total, facets = self._counts(question, lambda other: full_query(sought, narrowing(other)))
        if total:
            candidates = self._ranked(question, sought, [titled_query(sought, narrow), query])
            hits = candidates[question.offset : question.offset + question.limit]
            if not question.offset and len(hits) < min(question.limit, FEW):
                hits += self._completing(question, sought, narrow, hits)
            return Found(hits, total, facets)
        total, facets = self._counts(question, lambda other: partial_query(sought, narrowing(other)), PARTIAL_COUNTED)
        candidates = self._ranked(question, sought, [partial_query(sought, narrow)], partial=True) if total else []
        return Found(candidates[question.offset : question.offset + question.limit], total, facets, partial=True)

    def _completing(self, question: Question, sought: Plan, narrow: str, hits: list[Candidate]) -> list[Candidate]:
        there = {hit.key for hit in hits}
        more = self._ranked(question, sought, [partial_query(sought, narrow)], partial=True)
        return [hit for hit in more if hit.key not in there][: question.limit - len(hits)]

    def _ranked(self, question: Question, sought: Plan, queries: list[str], *, partial=False) -> list[Candidate]:
        """The first documents of each query, in the order of their score."""
        scoring = Scoring(sought, question.lang, self._weights(sought.tokens()), hints_count=partial)
        limits = [TITLED, RANKED] if len(queries) > 1 else [RANKED]
        # Held whole before they are cut: for a LIMIT the planner would read the table instead of the index.
        held = ", ".join(
            f"held{number} AS MATERIALIZED (SELECT type, id FROM {self.base} WHERE tokens @@ %s::tsquery)"
            for number in range(len(limits))
        )
        first = " UNION ".join(f"(SELECT * FROM held{number} LIMIT {limit})" for number, limit in enumerate(limits))
        # An expression in a subquery of its own unpacks each vector once, not once for every token of the question.
        unpacked = (
            f"SELECT type, id, fresh, popularity, length, tokens || ''::tsvector AS tokens FROM {self.base}"
            f" WHERE (type, id) IN ({first}) OFFSET 0"
        )
        sql = (
            f"WITH {held} SELECT type, id, fresh, popularity, {scoring.sql} AS score FROM ({unpacked}) AS ranked"
            " ORDER BY score DESC, type, id"
        )
        found = rows(sql, [*queries, *scoring.parameters])
        return [Candidate((t, pk), *tier_of(score, partial=partial), f, p) for t, pk, f, p, score in found]

    def _weights(self, tokens: set[str]) -> dict[str, float]:
        """How rare each token is; 0 for one that no document holds."""
        held = dict(rows(f"SELECT token, documents FROM {self.base}_terms WHERE token = ANY(%s)", [list(tokens)]))
        documents = rows(f"SELECT documents FROM {self.base}_state")[0][0]
        return {token: log(1 + (documents - n + 0.5) / (n + 0.5)) for token, n in held.items() if n}

    def _counts(self, question: Question, query_of, most: int = 0) -> tuple[int, dict[str, dict[str, int]]]:
        """How many are found, and of every facet; one of which something is chosen counts as if it were not."""
        if not question.facets:
            sql = f"SELECT count(*) FROM {self.base} WHERE tokens @@ %s::tsquery"
            return rows(sql, [query_of(question)])[0][0], {}
        open_facets = [name for name in FACETS if not question.chosen.get(name)]
        total, facets = self._facets(query_of(question), open_facets, most)
        for name in question.chosen:
            others = {key: values for key, values in question.chosen.items() if key != name}
            facets |= self._facets(query_of(replace(question, chosen=others)), [name], most)[1]
        return total, facets

    def _facets(self, query: str, names: list[str], most: int) -> tuple[int, dict[str, dict[str, int]]]:
        values = {"kind": "kind", "year": "year", "topic": "unnest(topics)", "unit": "unnest(units)"}
        limit = f" LIMIT {most}" if most else ""
        parts = ["SELECT '' AS facet, '' AS value, count(*) FROM held"]
        parts += [
            f"SELECT '{name}', value, count(*) FROM (SELECT {values[name]} AS value FROM held) v GROUP BY value"
            for name in names
        ]
        counted = rows(
            f"WITH held AS MATERIALIZED (SELECT kind, topics, units, year FROM {self.base} WHERE tokens @@ %s::tsquery"
            f"{limit}) {' UNION ALL '.join(parts)}",
            [query],
        )
        facets: dict[str, dict[str, int]] = {name: {} for name in names}
        for name, value, count in counted:
            if name and value:
                facets[name][value] = count
        return next(count for name, _value, count in counted if not name), facets

    def matching(self, question: Question) -> list[Key]:
        sought = plan(question.parsed)
        if not sought.required:
            return []
        query = full_query(sought, narrowing(question))
        with by_index():
            return rows(f"SELECT type, id FROM {self.base} WHERE tokens @@ %s::tsquery", [query])

    def known(self, tokens: list[str]) -> set[str]:
        sql = f"SELECT token FROM {self.base}_terms WHERE token = ANY(%s) AND documents > 0"
        return {token for (token,) in rows(sql, [tokens])}

    def alike(self, tokens: list[str], question: Question) -> list[Candidate]:
        weights = self._weights(set(tokens))
        rare = sorted(weights, key=lambda token: -weights[token])[:RAREST]
        if len(rare) < 2:
            return []
        score = " + ".join(["%s * (tokens @@ %s::tsquery)::int"] * len(rare))
        parameters = [value for token in rare for value in (weights[token] * ranking.weight(token), lexeme(token))]
        sql = (
            f"SELECT type, id, fresh, popularity, {score} AS score FROM {self.base} WHERE (type, id) IN"
            f" (SELECT type, id FROM {self.base} WHERE tokens @@ %s::tsquery LIMIT {RANKED})"
            " ORDER BY score DESC, type, id LIMIT %s"
        )
        with by_index():
            found = rows(sql, [*parameters, alike_query(rare, narrowing(question)), question.limit])
        return [Candidate((t, pk), 0, score, f, p) for t, pk, f, p, score in found]

    # --- Writing ---

    @contextmanager
    def writing(self, what: str = "apply"):
        lock = crc32(f"{self.base}.{what}".encode())
        mine = rows("SELECT pg_try_advisory_lock(%s)", [lock])[0][0]
        try:
            yield mine
        finally:
            if mine:
                rows("SELECT pg_advisory_unlock(%s)", [lock])

    def apply(self, keys: Iterable[Key], documents: Iterable[IndexDocument], position: Position) -> None:
        keys, documents = list(keys), list(documents)
        with all_or_nothing():
            change: Counter[str] = Counter()
            for kind, pk in keys:
                old = rows(
                    f"DELETE FROM {self.base} WHERE type = %s AND id = %s RETURNING tsvector_to_array(tokens)",
                    [kind, pk],
                )
                for (tokens,) in old:
                    change.subtract(tokens)
                    change["@documents"] -= 1
            change.update(self._insert(self.base, documents))
            self._count_terms(self.base, change)
            execute(f"UPDATE {self.base}_state SET position = %s", [str(position)])

    def replace_all(self, documents: Iterator[IndexDocument], position: Position) -> None:
        new = f"{self.base}_new"
        with all_or_nothing():
            self._drop(new)
            self._create(new)
            change: Counter[str] = Counter()
            while chunk := list(islice(documents, CHUNK)):
                change.update(self._insert(new, chunk))
            self._count_terms(new, change)
            execute(f"UPDATE {new}_state SET position = %s", [str(position)])
            execute(f"CREATE INDEX ON {new} USING gin (tokens)")
            self._drop(self.base)
            for ending in ("", "_terms", "_state"):
                execute(f"ALTER TABLE {new}{ending} RENAME TO {self.base}{ending}")
        if not connection.in_atomic_block:
            execute(f"ANALYZE {self.base}")

    def remove(self) -> None:
        """Drop the tables of this space."""
        with all_or_nothing():
            self._drop(self.base)

    def _create(self, table: str) -> None:
        execute(
            f"CREATE TABLE {table} (type bigint, id bigint, kind text, topics text[], units text[], year text,"
            " fresh int, popularity int, length int, tokens tsvector, PRIMARY KEY (type, id))"
        )
        execute(f"ALTER TABLE {table} ALTER COLUMN tokens SET STORAGE EXTERNAL")  # read often, unpacked once less
        execute(f"CREATE TABLE {table}_terms (token text PRIMARY KEY, documents int)")
        execute(f"CREATE TABLE {table}_state (position text, documents bigint)")
        execute(f"INSERT INTO {table}_state VALUES ('0 new', 0)")

    def _drop(self, table: str) -> None:
        execute("".join(f"DROP TABLE IF EXISTS {table}{ending};" for ending in ("", "_terms", "_state")))

    def _insert(self, table: str, documents: list[IndexDocument]) -> Counter[str]:
        """Returns how many of them hold each token."""
        change: Counter[str] = Counter()
        made = []
        for document in documents:
            tokens = _positions(document)
            change.update(tokens.keys())
            vector = " ".join(
                f"{lexeme(token)}:{places}" if places else lexeme(token) for token, places in tokens.items()
            )
            fresh = max(0, (document.fresh_on - EPOCH).days) if document.fresh_on else 0
            facts = (document.kind, list(document.topics), list(document.units), document.year)
            length = document.text.count(" ") + 1
            made.append((*document.key, *facts, fresh, document.popularity, length, vector))
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({COLUMNS}) VALUES ({', '.join(['%s'] * 9)}, %s::tsvector)", made)
        change["@documents"] += len(documents)
        return change

    def _count_terms(self, table: str, change: Counter[str]) -> None:
        documents = change.pop("@documents", 0)
        execute(f"UPDATE {table}_state SET documents = documents + %s", [documents])
        steps = sorted((token, step) for token, step in change.items() if step)
        for start in range(0, len(steps), 5_000):
            tokens, numbers = zip(*steps[start : start + 5_000], strict=True)
            execute(
                f"INSERT INTO {table}_terms SELECT * FROM unnest(%s::text[], %s::int[]) ON CONFLICT (token)"
                f" DO UPDATE SET documents = {table}_terms.documents + excluded.documents",
                [list(tokens), list(numbers)],
            )

    def _exists(self) -> bool:
        if connection.vendor != "postgresql":
            raise EngineError("the engine «postgresql» needs DATABASE_URL to name PostgreSQL")
        return rows("SELECT to_regclass(%s) IS NOT NULL", [f"{self.base}_state"])[0][0]


def _positions(document: IndexDocument) -> dict[str, str]:
    """Token → where it stands, as PostgreSQL writes it; those of the title weigh A. What narrows has no place."""
    found: dict[str, list[str]] = {}
    for place, token in enumerate(document.title.split(), 1):
        found.setdefault(token, []).append(f"{min(place, TEXT_FROM - 1)}A")
    for place, token in enumerate(document.text.split(), TEXT_FROM):
        places = found.setdefault(token, [])
        if len(places) < MOST_POSITIONS:
            places.append(str(min(place, 16_383)))
    tokens = {token: ",".join(dict.fromkeys(places)) for token, places in found.items()}
    facts = {"lang": document.langs, "visible": document.visible, "topic": document.topics, "unit": document.units}
    facts |= {"kind": (document.kind,), "year": (document.year,) if document.year else ()}
    return tokens | {f"{name}={value}": "" for name, values in facts.items() for value in values}
