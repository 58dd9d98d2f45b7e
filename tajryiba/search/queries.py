"""`find`: from a question as people type it to a page of results. Reads only; never fails on any text."""

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from math import ceil

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from tajryiba.core.languages import current_language, fallback_order

from . import ranking, snippets
from .analysis import ParsedQuery, parse_query
from .documents import PUBLIC, kind_of
from .engines import engine as default_engine
from .engines.base import FACETS, Candidate, Engine, EngineError, Found, Key, Question
from .feed import bring_up_soon
from .models import Entry
from .results import Hit, Results
from .vocabulary import TableVocabulary

log = logging.getLogger("tajryiba.search")

PAGE_SIZE = 10
LONGEST = 400  # letters of a question that are read
LAST_PAGE = 100
GUEST = frozenset({PUBLIC})
STEMS = "kre"  # namespaces of the tokens by which objects are alike
MOST_TELLING = 40
EPOCH = date(1970, 1, 1).toordinal()


def find(
    query: str,
    *,
    lang: str = "",
    filters: dict[str, Iterable[str]] | None = None,
    tokens: Iterable[str] = GUEST,
    page: int = 1,
    page_size: int = PAGE_SIZE,
    facets: bool = True,
    engine: Engine | None = None,
) -> Results:
    """The best documents for `query`, a page of them, with counts and excerpts.

    `lang`: objects in this language come first; empty: no language does. `filters`: of "kind", "topic", "unit", "year",
    each with its values. `tokens`: what the asker may see. When the engine cannot answer, the results are not `ready`.
    """
    engine = engine or default_engine()
    text = one_line(query)
    page = min(max(page, 1), LAST_PAGE)
    try:
        ready = bring_up_soon(engine)
        parsed = parse_query(text, vocabulary=TableVocabulary(engine))
        if not parsed:
            return Results(parsed, lang)
        question = Question(parsed, frozenset(tokens), _chosen(filters), lang, facets=facets)
        found = _ordered(engine, question, page, page_size)
    except EngineError as error:
        log.warning("search engine does not answer", extra={"cause": str(error)})
        return Results(parse_query(text), lang, ready=False)
    return Results(
        parsed,
        lang,
        hits=_hits(found, question, (page - 1) * page_size),
        total=found.total,
        facets=found.facets,
        partial=found.partial,
        page=page,
        pages=min(ceil(found.total / page_size), LAST_PAGE),
        did_you_mean=parsed.corrected,
        ready=ready or bool(found.total),
    )


def matching_ids(query: str, kind: str, tokens: Iterable[str] = GUEST) -> list[int]:
    """Keys of all objects of a kind that hold every word of the question, the best first; for lists that narrow and
    order otherwise. Empty when search cannot say.
    """
    engine = default_engine()
    try:
        bring_up_soon(engine)
        parsed = parse_query(one_line(query), vocabulary=TableVocabulary(engine))
        if not parsed:
            return []
        question = Question(parsed, frozenset(tokens), {"kind": (kind,)}, limit=ranking.WINDOW, facets=False)
        found = engine.search(question)
        if found.partial or not found.total:
            return []
        best = [candidate.key[1] for candidate in _reranked(found, question) if candidate.tier > 0]
        return list(dict.fromkeys([*best, *(pk for _type, pk in engine.matching(question))]))
    except EngineError as error:
        log.warning("search engine does not answer", extra={"cause": str(error)})
        return []


def alike(obj: Model, *, kind: str = "", tokens: Iterable[str] = GUEST, limit: int = 3) -> list[Key]:
    """The objects (of one kind) most like `obj` in the words of its title and summary, as (content type, key); itself
    left out. Empty when search cannot say. Callers keep the answer: it changes slowly.
    """
    content_type = ContentType.objects.get_for_model(obj, for_concrete_model=False)
    rows = Entry.objects.filter(content_type=content_type, object_id=obj.pk)
    words = [token for row in rows.values_list("title_tokens", "summary_tokens") for token in " ".join(row).split()]
    telling = list(dict.fromkeys(token for token in words if token[0] in STEMS))[:MOST_TELLING]
    chosen = {"kind": (kind,)} if kind else {}
    question = Question(parse_query(""), frozenset(tokens), chosen, limit=limit + 1, facets=False)
    try:
        engine = default_engine()
        bring_up_soon(engine)
        found = engine.alike(telling, question) if telling else []
    except EngineError as error:
        log.warning("search engine does not answer", extra={"cause": str(error)})
        return []
    return [candidate.key for candidate in found if candidate.key != (content_type.pk, obj.pk)][:limit]


def see_also(obj: Model, lang: str, limit: int = 4) -> list[Hit]:
    """Objects of any kind like `obj`, that everybody may read, in the nearest language. Constant queries."""
    keys = alike(obj, limit=limit)
    rows: dict[Key, dict[str, Entry]] = {}
    columns = ("content_type_id", "object_id", "kind", "lang", "url", "visible", "title")
    for row in _rows_of(keys).only(*columns):
        if PUBLIC in row.visible:
            rows.setdefault(row.key, {})[row.lang] = row
    nearest = [
        next(rows[key][code] for code in fallback_order(lang) if code in rows[key]) for key in keys if key in rows
    ]
    return [
        Hit(kind=row.kind, object_id=row.object_id, lang=row.lang, url=row.url, title=row.title, summary="", rank=rank)
        for rank, row in enumerate(nearest, 1)
    ]


def one_line(query: str) -> str:
    """What is read of a question: no longer than LONGEST, no control characters, single spaces."""
    return " ".join(query.replace("\0", " ")[:LONGEST].split())


def _chosen(filters: dict[str, Iterable[str]] | None) -> dict[str, tuple[str, ...]]:
    chosen = {name: tuple(map(str, values)) for name, values in (filters or {}).items()}
    return {name: values for name, values in chosen.items() if name in FACETS and values}


# --- The final order ---


def _ordered(engine: Engine, question: Question, page: int, page_size: int) -> Found:
    """The engine's best WINDOW are put in their final order; further pages come as the engine has them."""
    start = (page - 1) * page_size
    if start + page_size > ranking.WINDOW:
        return engine.search(replace(question, limit=page_size, offset=start))
    found = engine.search(replace(question, limit=ranking.WINDOW))
    best = _reranked(found, question)[start : start + page_size]
    if found.total and not found.partial and start >= found.total:
        best = []  # a page past the last one is empty; what holds only some of the words completes the last one
    return replace(found, candidates=best)


def _reranked(found: Found, question: Question) -> list[Candidate]:
    """Phrases, kinds, freshness and adoption, within each tier."""
    today = date.today().toordinal() - EPOCH
    one_word = len(question.parsed.groups) == 1
    bonus = (_kind_weights if one_word else _phrase_bonus)(found.candidates, question.parsed)

    def value(candidate: Candidate):
        lifted = candidate.score * bonus.get(candidate.key, 1.0)
        return -candidate.tier, -lifted * ranking.mild(today - candidate.fresh, candidate.popularity), candidate.key

    return sorted(found.candidates, key=value)


def _kind_weights(candidates: list[Candidate], parsed: ParsedQuery) -> dict[Key, float]:
    types = {content_type for content_type, _pk in (candidate.key for candidate in candidates)}
    models = {number: ContentType.objects.get_for_id(number).model_class() for number in types}
    return {candidate.key: kind_of(models[candidate.key[0]]).weight for candidate in candidates}


def _phrase_bonus(candidates: list[Candidate], parsed: ParsedQuery) -> dict[Key, float]:
    """Documents in which the words of the question stand side by side; one query for each kind of object."""
    groups = [snippets.wanted_tokens(ParsedQuery("", (group,))) for group in parsed.groups]
    if len(groups) < 2 or not all(groups):
        return {}
    fields = ["title_tokens", "summary_tokens", *(["body_tokens", "extra_tokens"] if parsed.phrase else [])]
    factor = ranking.PHRASE_BONUS if parsed.phrase else ranking.SIDE_BY_SIDE
    rows = _rows_of([candidate.key for candidate in candidates]).values_list("content_type_id", "object_id", *fields)
    return {
        (content_type, pk): factor
        for content_type, pk, *texts in rows
        if any(snippets.side_by_side(tokens, groups) for tokens in texts)
    }


def _rows_of(keys: list[Key]):
    by_type: dict[int, list[int]] = {}
    for content_type, pk in keys:
        by_type.setdefault(content_type, []).append(pk)
    rows = Entry.objects.none()
    for number, (content_type, pks) in enumerate(sorted(by_type.items())):
        some = Entry.objects.filter(content_type_id=content_type, object_id__in=pks)
        rows = rows | some if number else some
    return rows


# --- Words of the results ---


def _hits(found: Found, question: Question, start: int) -> list[Hit]:
    """Rows are read from the database, so what was taken down a moment ago is not shown, whatever the engine says."""
    rows: dict[Key, dict[str, Entry]] = {}
    columns = (
        "content_type_id",
        "object_id",
        "kind",
        "lang",
        "url",
        "visible",
        "title",
        "summary",
        "body",
        "body_tokens",
    )
    for row in _rows_of([candidate.key for candidate in found.candidates]).only(*columns):
        if not question.visible.isdisjoint(row.visible):
            rows.setdefault(row.key, {})[row.lang] = row
    wanted = snippets.wanted_tokens(question.parsed)
    return [
        _hit(rows[candidate.key], candidate, question, wanted, start + place)
        for place, candidate in enumerate(found.candidates, 1)
        if candidate.key in rows
    ]


def _hit(rows: dict[str, Entry], candidate: Candidate, question: Question, wanted: frozenset[str], rank: int) -> Hit:
    """Title and summary in the asked language, or the nearest; the excerpt from whichever text answers."""
    order = [code for code in fallback_order(question.lang or current_language()) if code in rows]
    row = rows[order[0]]
    title = snippets.marked(row.title, row.lang, question.parsed)
    snippet, snippet_lang = _best_snippet([rows[code] for code in order], question.parsed, wanted, title)
    return Hit(
        kind=row.kind,
        object_id=row.object_id,
        content_type_id=row.content_type_id,
        lang=row.lang,
        url=row.url,
        title=row.title,
        summary=row.summary,
        rank=rank,
        title_pieces=title,
        snippet=snippet,
        snippet_lang=snippet_lang,
        is_partial=candidate.tier < 0,
    )


def _best_snippet(rows: list[Entry], parsed: ParsedQuery, wanted: frozenset[str], title) -> tuple[tuple, str]:
    """The summary if it answers, else the place of the body that does, in the asked language first."""
    plain = snippets.excerpt(rows[0].summary or rows[0].body[: 2 * snippets.LENGTH], rows[0].lang, parsed)
    if snippets.has_match(plain):
        return plain, rows[0].lang
    for row in rows:
        texts = [row.summary] if row is not rows[0] else []
        if part := snippets.window(row.body, row.body_tokens, wanted):
            texts.append(part)
        for text in texts:
            if snippets.has_match(pieces := snippets.excerpt(text, row.lang, parsed)):
                return pieces, row.lang
        if row is rows[0] and snippets.has_match(title):
            break  # the title answers: no need of another language
    return plain, rows[0].lang
