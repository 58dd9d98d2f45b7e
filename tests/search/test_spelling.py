"""Mistyped words: what is near, and what only begins so."""

import pytest

from tajryiba.search import spelling
from tajryiba.search.analysis.tokens import all_stems, likely_stems


@pytest.mark.parametrize("pair", ["суу суу", "суу су", "су суу", "суу сау", "курс кусрт", "курс куср", "мектеп мекетп"])
def test_one_edit_is_near(pair):
    one, other = pair.split()
    assert spelling.is_near(one, other) == (spelling.distance(one, other) <= 1)


@pytest.mark.parametrize("pair", ["суу саа", "суу суулар", "курс ксру", "аб ба1"])
def test_two_edits_are_not(pair):
    one, other = pair.split()
    assert spelling.is_near(one, other) is False


def test_a_stem_fits_when_the_rest_is_an_ending_of_it():
    assert spelling.nearest_stems("кусртардын", {"курс": 3, "куру": 9}, all_stems) == ["курс"]
    assert spelling.nearest_stems("кусрзззз", {"курс": 3}, all_stems) == []


def test_a_stem_softened_before_a_vowel_is_near():
    assert spelling.nearest_stems("тарйтибине", {"тартип": 1}, all_stems) == ["тартип"]
    assert spelling.stem_keys("тартип") & spelling.keys_of_beginnings("тарйтибине")


def test_the_longest_stem_comes_first_then_the_commonest():
    words = {"мектеп": 1, "маалымат": 1, "мектек": 5}
    assert spelling.nearest_stems("мектер", words, lambda word: {word, "мектеп", "мектек"}) == ["мектек", "мектеп"]


def test_keys_of_beginnings_meet_those_of_the_stem():
    assert spelling.stem_keys("курс") & spelling.keys_of_beginnings("кусртардын")
    assert spelling.stem_keys("суу") == set()
    assert len(spelling.keys_of_beginnings("а" * 400)) < 300


@pytest.mark.parametrize(
    ("word", "stems"),
    [("мектептин", {"мектеп"}), ("өкмөтү", {"окмот"}), ("пастбища", {"пастбищ"}), ("budgets", {"budget"})],
)
def test_a_word_is_stemmed_by_those_who_know_it(word, stems):
    assert likely_stems(word) == stems
