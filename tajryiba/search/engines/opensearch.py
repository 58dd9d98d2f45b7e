"""OpenSearch: for a cluster. An alias names the index in use; a new one is built beside it and the alias is moved.

Writes carry the number of the change as their version, so that one that comes late changes nothing and no lock between
machines is needed.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import islice
from uuid import uuid4

from opensearchpy import OpenSearch
from opensearchpy.exceptions import NotFoundError, OpenSearchException

from .base import FACETS, Candidate, EngineError, Found, IndexDocument, Key, Position, Question
from .opensearch_queries import alike_body, full_body, partial_body
from .plan import FEW, Plan, plan, tier_of

VERSION = 1
POSITION_ID = "@position"
CHUNK = 500
MANY = 1_000  # values of a facet that are counted
MOST_KEYS = 10_000  # how many keys the server gives in one answer
TIMEOUT = 5
EPOCH = date(1970, 1, 1)

KEYWORD, NUMBER = {"type": "keyword"}, {"type": "integer"}
TOKENS = {"type": "text", "analyzer": "tokens", "index_options": "freqs"}
INDEX = {
    "settings": {"analysis": {"analyzer": {"tokens": {"type": "custom", "tokenizer": "whitespace"}}}},
    "mappings": {
        "dynamic": False,
        "_source": {"excludes": ["title", "text"]},
        "properties": {
            **dict.fromkeys(("title", "text"), TOKENS),
            **dict.fromkeys((*FACETS, "lang", "visible"), KEYWORD),
            **dict.fromkeys(("fresh", "popularity"), NUMBER),
        },
    },
}


class OpenSearchEngine:
    name = "opensearch"

    def __init__(self, server: str, space: str = "portal"):
        self.server = server
        self.alias = f"tajryiba-{space}-v{VERSION}"

    @cached_property
    def client(self) -> OpenSearch:
        return OpenSearch(hosts=[self.server], timeout=TIMEOUT, max_retries=1, http_compress=True)

    # --- Reading ---

    def position(self) -> Position | None:
        try:
            kept = self.client.get(index=self.alias, id=POSITION_ID)
        except NotFoundError:
            return None
        except OpenSearchException as error:
            raise EngineError(f"the server does not answer: {error}") from error
        return Position.parse(kept["_source"]["position"])

    def search(self, question: Question) -> Found:
        sought = plan(question.parsed)
        if not sought.required:
            return Found([])
        total, hits, facets = self._ask(question, full_body, sought, partial=False)
        if total:
            if not question.offset and len(hits) < min(question.limit, FEW):
                hits += self._completing(question, sought, hits)
            return Found(hits, total, facets)
        total, hits, facets = self._ask(question, partial_body, sought, partial=True)
        return Found(hits, total, facets, partial=True)

    def _completing(self, question: Question, sought: Plan, hits: list[Candidate]) -> list[Candidate]:
        there = {hit.key for hit in hits}
        wanted = replace(question, limit=question.limit + len(hits), facets=False)
        _total, more, _facets = self._ask(wanted, partial_body, sought, partial=True)
        return [hit for hit in more if hit.key not in there][: question.limit - len(hits)]

    def _ask(self, question: Question, body, sought: Plan, *, partial: bool) -> tuple[int, list[Candidate], dict]:
        open_facets = [name for name in FACETS if not question.chosen.get(name)] if question.facets else []
        answer = self._search(body(sought, question), question.limit, question.offset, open_facets)
        total, facets = answer["hits"]["total"]["value"], _counts(answer, open_facets)
        for name in question.chosen if question.facets and total else ():
            others = {key: values for key, values in question.chosen.items() if key != name}
            facets |= _counts(self._search(body(sought, replace(question, chosen=others)), 0, 0, [name]), [name])
        return total, [_candidate(hit, partial=partial) for hit in answer["hits"]["hits"]], facets

    def _search(self, query: dict, size: int, start: int, facets: Iterable[str] = ()) -> dict:
        body = {"query": query, "size": size, "from": start, "track_total_hits": True}
        if facets:
            body["aggs"] = {name: {"terms": {"field": name, "size": MANY}} for name in facets}
        return self._call("search", index=self.alias, body=body)

    def matching(self, question: Question) -> list[Key]:
        """The first MOST_KEYS of them."""
        sought = plan(question.parsed)
        if not sought.required:
            return []
        answer = self._search(full_body(sought, question), MOST_KEYS, 0)
        return [_key(hit) for hit in answer["hits"]["hits"]]

    def known(self, tokens: list[str]) -> set[str]:
        if not tokens:
            return set()
        filters = {token: {"term": {"text": token}} for token in tokens}
        body = {"size": 0, "aggs": {"known": {"filters": {"filters": filters}}}}
        buckets = self._call("search", index=self.alias, body=body)["aggregations"]["known"]["buckets"]
        return {token for token, bucket in buckets.items() if bucket["doc_count"]}

    def alike(self, tokens: list[str], question: Question) -> list[Candidate]:
        answer = self._search(alike_body(tokens, question), question.limit, 0)
        return [_candidate(hit, partial=True) for hit in answer["hits"]["hits"]]

    # --- Writing ---

    @contextmanager
    def writing(self, what: str = "apply"):
        yield True  # versions keep writers apart

    def apply(self, keys: Iterable[Key], documents: Iterable[IndexDocument], position: Position) -> None:
        made = {document.key: document for document in documents}
        version = {"version": position.seq, "version_type": "external_gte"}
        lines: list[dict] = []
        for key in keys:
            kind, pk = key
            if key in made:
                lines += [{"index": {"_id": f"{kind}.{pk}", **version}}, _as_body(made[key])]
            else:
                lines.append({"delete": {"_id": f"{kind}.{pk}", **version}})
        self._bulk(self.alias, lines, position)

    def replace_all(self, documents: Iterator[IndexDocument], position: Position) -> None:
        index = f"{self.alias}-{uuid4().hex[:12]}"
        self._call("indices.create", index=index, body=INDEX)
        version = {"version": position.seq, "version_type": "external_gte"}
        while chunk := list(islice(documents, CHUNK)):
            lines: list[dict] = []
            for document in chunk:
                kind, pk = document.key
                lines += [{"index": {"_id": f"{kind}.{pk}", **version}}, _as_body(document)]
            self._bulk(index, lines)
        self._bulk(index, [], position)
        old = self._indices()
        actions = [{"remove_index": {"index": name}} for name in old]
        self._call(
            "indices.update_aliases", body={"actions": [*actions, {"add": {"index": index, "alias": self.alias}}]}
        )

    def remove(self) -> None:
        """Delete the indexes of this space."""
        for name in self._indices():
            self._call("indices.delete", index=name)

    def _indices(self) -> list[str]:
        try:
            return list(self.client.indices.get_alias(name=self.alias))
        except NotFoundError:
            return []
        except OpenSearchException as error:
            raise EngineError(f"the server does not answer: {error}") from error

    def _bulk(self, index: str, lines: list[dict], position: Position | None = None) -> None:
        """The position is written last: were it there without the rest, the rest would be missing for ever."""
        if lines:
            self._check(self._call("bulk", index=index, body=lines))
        if position is not None:
            body = {"position": str(position)}
            self._call("index", index=index, id=POSITION_ID, body=body, params={"refresh": "true"})

    def _check(self, answer: dict) -> None:
        """A version conflict is a write that came late, a missing document one that is gone: both are right."""
        for item in answer.get("items", ()) if answer.get("errors") else ():
            (result,) = item.values()
            if result.get("status", 200) >= 400 and result["status"] not in (404, 409):
                raise EngineError(f"the server refused a document: {result.get('error')}")

    def _call(self, method: str, **arguments) -> dict:
        target = self.client
        for part in method.split("."):
            target = getattr(target, part)
        try:
            return target(**arguments)
        except OpenSearchException as error:
            raise EngineError(f"the server does not answer: {error}") from error


def _as_body(document: IndexDocument) -> dict:
    return {
        "title": document.title,
        "text": document.text,
        "kind": document.kind,
        "lang": list(document.langs),
        "visible": list(document.visible),
        "topic": list(document.topics),
        "unit": list(document.units),
        "year": document.year or None,
        "fresh": max(0, (document.fresh_on - EPOCH).days) if document.fresh_on else 0,
        "popularity": document.popularity,
    }


def _key(hit: dict) -> Key:
    kind, _dot, pk = hit["_id"].partition(".")
    return int(kind), int(pk)


def _candidate(hit: dict, *, partial: bool) -> Candidate:
    facts = hit["_source"]
    return Candidate(_key(hit), *tier_of(hit["_score"], partial=partial), facts["fresh"], facts["popularity"])


def _counts(answer: dict, names: Iterable[str]) -> dict[str, dict[str, int]]:
    found = answer.get("aggregations", {})
    return {name: {b["key"]: b["doc_count"] for b in found[name]["buckets"]} for name in names}
