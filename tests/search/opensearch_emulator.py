"""As much of OpenSearch's documented HTTP contract as the engine uses, in memory: indexes, aliases, documents with
external versions, bulk, the queries bool, dis_max, term, terms, constant_score, BM25 as Lucene counts it, and the
aggregations terms and filters. What it does not know it refuses with 400, as the server does.
"""

import gzip
import json
import math
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

K1, B = 1.2, 0.75
TEXT = ("title", "text")


class Refused(Exception):
    def __init__(self, status: int, reason: str):
        super().__init__(reason)
        self.status = status


class Index:
    def __init__(self, body: dict):
        self.properties = body["mappings"]["properties"]
        self.documents: dict[str, dict] = {}
        self.versions: dict[str, int] = {}

    def write(self, pk: str, body: dict | None, version: int | None) -> int:
        """The status of one write."""
        if version is not None and version < self.versions.get(pk, -1):
            return 409
        self.versions[pk] = version if version is not None else self.versions.get(pk, 0) + 1
        if body is None:
            return 200 if self.documents.pop(pk, None) else 404
        made = dict(body)
        made["_tokens"] = {field: Counter((body.get(field) or "").split()) for field in TEXT}
        self.documents[pk] = made
        return 201

    def statistics(self, field: str) -> tuple[int, float]:
        lengths = [sum(d["_tokens"][field].values()) for d in self.documents.values() if d["_tokens"][field]]
        return len(lengths), (sum(lengths) / len(lengths) if lengths else 1.0)

    def holding(self, field: str, token: str) -> int:
        return sum(token in d["_tokens"][field] for d in self.documents.values())


class Scorer:
    """`score(query, document)` is None for a document that the query does not find."""

    def __init__(self, index: Index):
        self.index = index
        self.numbers: dict = {}

    def score(self, query: dict, document: dict) -> float | None:
        ((kind, body),) = query.items()
        return getattr(self, f"_{kind}", self._unknown)(body, document)

    def _unknown(self, body, document):
        raise Refused(400, "unknown query")

    def _bool(self, body, document):
        if set(body) - {"filter", "must", "should", "minimum_should_match"}:
            raise Refused(400, "unknown clause")
        if any(self.score(query, document) is None for query in body.get("filter", ())):
            return None
        must = [self.score(query, document) for query in body.get("must", ())]
        should = [self.score(query, document) for query in body.get("should", ())]
        needed = body.get("minimum_should_match", 0 if must or body.get("filter") else 1)
        if None in must or (body.get("should") and sum(score is not None for score in should) < needed):
            return None
        return sum(must) + sum(score for score in should if score is not None)

    def _dis_max(self, body, document):
        scores = [score for query in body["queries"] if (score := self.score(query, document)) is not None]
        return max(scores, default=None)

    def _constant_score(self, body, document):
        return None if self.score(body["filter"], document) is None else body.get("boost", 1.0)

    def _terms(self, body, document):
        ((field, values),) = body.items()
        return 1.0 if any(self._has(field, value, document) for value in values) else None

    def _term(self, body, document):
        ((field, value),) = body.items()
        token, boost = (value["value"], value.get("boost", 1.0)) if isinstance(value, dict) else (value, 1.0)
        if not self._has(field, token, document):
            return None
        return boost * self._bm25(field, token, document) if field in TEXT else boost

    def _has(self, field: str, value: str, document: dict) -> bool:
        if field not in self.index.properties:
            raise Refused(400, f"no field {field}")
        if field in TEXT:
            return value in document["_tokens"][field]
        kept = document.get(field)
        return value in kept if isinstance(kept, list) else kept == value

    def _bm25(self, field: str, token: str, document: dict) -> float:
        if field not in self.numbers:
            self.numbers[field] = self.index.statistics(field)
        documents, average = self.numbers[field]
        if (field, token) not in self.numbers:
            held = self.index.holding(field, token)
            self.numbers[field, token] = math.log(1 + (documents - held + 0.5) / (held + 0.5))
        rarity = self.numbers[field, token]
        counts = document["_tokens"][field]
        times, length = counts[token], sum(counts.values())
        return rarity * times * (K1 + 1) / (times + K1 * (1 - B + B * length / average))


class Server(ThreadingHTTPServer):
    """`with Server() as server:` answers at `server.url`. `server.broken = True` makes every answer a 503."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.indexes: dict[str, Index] = {}
        self.aliases: dict[str, str] = {}
        self.broken = False
        self.url = f"http://127.0.0.1:{self.server_port}"

    def __enter__(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *exc):
        self.shutdown()
        self.server_close()

    def index(self, name: str) -> Index:
        name = self.aliases.get(name, name)
        if name not in self.indexes:
            raise Refused(404, "index_not_found_exception")
        return self.indexes[name]

    # --- The calls ---

    def answer(self, method: str, path: list[str], body) -> tuple[int, dict]:
        if self.broken:
            raise Refused(503, "no living nodes")
        match method, path:
            case "PUT", [name]:
                self.indexes[name] = Index(body)
                return 200, {"acknowledged": True}
            case "DELETE", [name]:
                self.indexes.pop(name)
                self.aliases = {alias: index for alias, index in self.aliases.items() if index != name}
                return 200, {"acknowledged": True}
            case "GET", ["_alias", alias]:
                if alias not in self.aliases:
                    raise Refused(404, "alias missing")
                return 200, {self.aliases[alias]: {"aliases": {alias: {}}}}
            case "POST", ["_aliases"]:
                return self._move_aliases(body["actions"])
            case "GET", [name, "_doc", pk]:
                document = self.index(name).documents.get(pk)
                found = {"_id": pk, "found": document is not None}
                return (200, found | {"_source": _source(document)}) if document else (404, found)
            case (("PUT" | "POST"), [name, "_doc", pk]):
                return self.index(name).write(pk, body, None), {"_id": pk}
            case "POST", [name, "_bulk"]:
                return self._bulk(self.index(name), body)
            case "POST", [name, "_search"]:
                return 200, self._search(self.index(name), body)
        raise Refused(400, f"no handler found for {method} {'/'.join(path)}")

    def _move_aliases(self, actions: list[dict]) -> tuple[int, dict]:
        for action in actions:
            ((verb, facts),) = action.items()
            if verb == "add":
                self.aliases[facts["alias"]] = facts["index"]
            else:
                self.indexes.pop(facts["index"])
        return 200, {"acknowledged": True}

    def _bulk(self, index: Index, lines: list[dict]) -> tuple[int, dict]:
        items, waiting = [], iter(lines)
        for line in waiting:
            ((verb, facts),) = line.items()
            if "version" in facts and facts.get("version_type") != "external_gte":
                raise Refused(400, "unknown version type")
            body = next(waiting) if verb == "index" else None
            items.append({verb: {"_id": facts["_id"], "status": index.write(facts["_id"], body, facts.get("version"))}})
        errors = any(result["status"] >= 400 for item in items for result in item.values())
        return 200, {"errors": errors, "items": items}

    def _search(self, index: Index, body: dict) -> dict:
        scorer = Scorer(index)
        query = body.get("query", {"bool": {}})
        scores = {pk: scorer.score(query, document) for pk, document in index.documents.items()}
        found = sorted((pk for pk, score in scores.items() if score is not None), key=lambda pk: (-scores[pk], pk))
        page = found[body.get("from", 0) :][: body["size"]]
        hits = [{"_id": pk, "_score": scores[pk], "_source": _source(index.documents[pk])} for pk in page]
        aggregations = {
            name: self._aggregate(index, found, facts, scorer) for name, facts in body.get("aggs", {}).items()
        }
        return {"hits": {"total": {"value": len(found)}, "hits": hits}, "aggregations": aggregations}

    def _aggregate(self, index: Index, found: list[str], facts: dict, scorer: Scorer) -> dict:
        if "filters" in facts:
            wanted = facts["filters"]["filters"]
            return {
                "buckets": {
                    name: {"doc_count": sum(scorer.score(query, index.documents[pk]) is not None for pk in found)}
                    for name, query in wanted.items()
                }
            }
        counts: Counter = Counter()
        for pk in found:
            value = index.documents[pk].get(facts["terms"]["field"])
            counts.update(value if isinstance(value, list) else [value] if value is not None else [])
        return {"buckets": [{"key": k, "doc_count": n} for k, n in counts.most_common(facts["terms"]["size"])]}


def _source(document: dict) -> dict:
    return {name: value for name, value in document.items() if name not in (*TEXT, "_tokens")}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_one(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Content-Encoding") == "gzip":
            raw = gzip.decompress(raw)
        path = [part for part in self.path.partition("?")[0].split("/") if part]
        lines = path and path[-1] == "_bulk"
        body = [json.loads(line) for line in raw.splitlines()] if lines else json.loads(raw or b"null")
        try:
            status, answer = self.server.answer(self.command, [part.replace("%40", "@") for part in path], body)
        except Refused as refusal:
            status, answer = refusal.status, {"error": {"reason": str(refusal)}, "status": refusal.status}
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_PUT = do_POST = do_DELETE = handle_one

    def log_message(self, *arguments):
        pass
