"""A question as queries of OpenSearch; the same shape as for tantivy, since both rank by BM25."""

from .. import ranking
from .base import Question
from .plan import ASKED_LANGUAGE, DIRECT, STEP, Plan, Reading, Sought

TITLE = ranking.FIELD["title"]


def full_body(sought: Plan, question: Question) -> dict:
    """Documents that hold every required word."""
    should = _extras(sought, question)
    if all(word.direct for word in sought.required):
        held = [_holds(word.direct) for word in sought.required]
        should.append(_constant({"bool": {"filter": held}}, DIRECT * STEP))
    must = [_word(word) for word in sought.required]
    return {"bool": {"filter": _narrowed(question), "must": must, "should": should}}


def partial_body(sought: Plan, question: Question) -> dict:
    """Documents that hold at least some of the required words, or begin like them."""
    some = {"bool": {"should": [_counted(word) for word in sought.required], "minimum_should_match": sought.least}}
    should = _extras(sought, question)
    return {"bool": {"filter": _narrowed(question), "must": [some], "should": should}}


def alike_body(tokens: list[str], question: Question) -> dict:
    shared = [_token(token, ranking.weight(token)) for token in tokens]
    least = min(3, len(shared))
    return {"bool": {"filter": _narrowed(question), "should": shared, "minimum_should_match": least}}


def _narrowed(question: Question) -> list[dict]:
    parts = [{"terms": {"visible": sorted(question.visible)}}]
    return parts + [{"terms": {name: list(values)}} for name, values in question.chosen.items() if values]


def _constant(query: dict, score: float) -> dict:
    return {"constant_score": {"filter": query, "boost": score}}


def _extras(sought: Plan, question: Question) -> list[dict]:
    parts = [_word(word) for word in sought.optional]
    if question.lang:
        parts.append(_constant({"term": {"lang": question.lang}}, ASKED_LANGUAGE * STEP))
    return parts


def _word(word: Sought, *, hints: bool = False) -> dict:
    """The best reading counts."""
    readings = [_reading(reading) for reading in word.readings]
    if hints:
        readings += [_token(*hint) for hint in word.hints]
    return {"dis_max": {"queries": readings}}


def _counted(word: Sought) -> dict:
    held = _constant(_holds(word.readings), ranking.HELD)
    return {"bool": {"must": [_word(word, hints=True)], "should": [held]}}


def _reading(reading: Reading) -> dict:
    held = {"bool": {"should": [_token(*token) for token in reading.tokens], "minimum_should_match": 1}}
    if not reading.also:
        return held
    return {"bool": {"must": [held], "filter": [{"term": {"text": token}} for token in reading.also]}}


def _token(token: str, worth: float) -> dict:
    """The text holds the title too, so a word of the title counts in both."""
    title = {"term": {"title": {"value": token, "boost": worth * TITLE}}}
    text = {"term": {"text": {"value": token, "boost": worth}}}
    return {"bool": {"should": [title, text], "minimum_should_match": 1}}


def _holds(readings: tuple[Reading, ...]) -> dict:
    parts = []
    for reading in readings:
        held = {"terms": {"text": [token for token, _worth in reading.tokens]}}
        also = [{"term": {"text": token}} for token in reading.also]
        parts.append({"bool": {"filter": [held, *also]}})
    return {"bool": {"should": parts, "minimum_should_match": 1}}
