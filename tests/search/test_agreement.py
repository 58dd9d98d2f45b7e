"""The same order on every engine, within a tolerance: over the starter content and the project's own questions."""

import pytest

from tajryiba.search.engines import make_engine
from tajryiba.search.evaluation import Corpus

from .analysis.starter import documents, questions

pytestmark = pytest.mark.django_db

FIRST_AGREES = 0.95  # share of the questions
FIVE_OVERLAP = 0.8  # of the first five, on average
EVERY = 10  # each tenth question: the emulator counts in Python


def answers(engine) -> list[list[str]]:
    corpus = Corpus(engine)
    corpus.build(documents("ky", "ru"))
    return [corpus.find(asked.text)[:5] for asked in questions()[::EVERY]]


@pytest.mark.parametrize("name", ["opensearch_engine", "postgres_engine"])
def test_engines_agree_on_the_order(name, request, tmp_path):
    usual = answers(make_engine("tantivy", folder=tmp_path))
    other = answers(request.getfixturevalue(name))
    first = sum(one[:1] == two[:1] for one, two in zip(usual, other, strict=True)) / len(usual)
    overlap = sum(len({*one} & {*two}) / max(1, len({*one, *two})) for one, two in zip(usual, other, strict=True))
    assert first >= FIRST_AGREES
    assert overlap / len(usual) >= FIVE_OVERLAP
