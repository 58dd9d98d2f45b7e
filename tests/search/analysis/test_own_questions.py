"""The questions about the starter content go through the whole pipeline and the default engine; floors can fail.

A floor lies a little below what is reached now, so that a change that makes search worse is seen.
"""

from collections import Counter

import pytest

from tajryiba.search.engines import make_engine
from tajryiba.search.evaluation import Corpus, evaluate

from . import starter

FLOORS = {
    ("ky", "plain"): (0.95, 0.99),
    ("ky", "without ң ө ү"): (0.95, 0.99),
    ("ky", "mistyped"): (0.90, 0.95),
    ("ky", "Latin letters"): (0.85, 0.95),
    ("ru", "plain"): (0.93, 0.99),
    ("ru", "mistyped"): (0.92, 0.96),
    ("ru", "Latin letters"): (0.70, 0.95),
    ("ru", "wrong keyboard"): (0.85, 1.0),
}


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    corpus = Corpus(make_engine("tantivy", folder=tmp_path_factory.mktemp("own")))
    corpus.build(starter.documents("ky", "ru"))
    return evaluate(corpus, starter.questions())[0]


def test_there_are_300_questions_half_of_them_kyrgyz():
    count = Counter(asked.lang for asked in starter.questions())
    assert count.total() >= 300
    assert count["ky"] >= 150
    assert len({asked.text for asked in starter.questions()}) == count.total()


def test_every_right_answer_exists():
    ids = {document["id"] for document in starter.documents("ky", "ru")}
    assert {name for asked in starter.questions() for name in asked.relevant} <= ids


@pytest.mark.parametrize(("lang", "name"), FLOORS)
def test_a_set_of_questions_is_answered(report, lang, name):
    reached = report[lang]["sets"][name]
    rank, recall = FLOORS[lang, name]
    assert reached["mrr@10"] >= rank
    assert reached["recall@10"] >= recall


def test_russian_questions_find_kyrgyz_texts(tmp_path):
    corpus = Corpus(make_engine("tantivy", folder=tmp_path))
    corpus.build(starter.documents("ky"))
    reached = evaluate(corpus, starter.russian_about_kyrgyz())[0]["ky"]
    assert reached["mrr@10"] >= 0.95
    assert reached["recall@10"] >= 0.97
