"""Slips of the finger: exactly what is one edit away."""

from tajryiba.search import spelling
from tajryiba.search.analysis import russian
from tajryiba.search.analysis.edits import lighter, other_letters

LETTERS = "абвг"


def test_all_that_is_one_edit_away_and_nothing_else():
    made = {*lighter("вода"), *other_letters("вода", "вода")}
    assert {form for form in made if not spelling.is_near("вода", form)} == set()
    assert {"ода", "вда", "овда", "вдоа", "авода", "водав", "даода"[1:], "воде"} - made == {"воде"}


def test_nothing_further_on_than_the_slip_can_reach():
    near = {*lighter("вода", 1), *other_letters("вода", LETTERS, 1)}
    assert near < {*lighter("вода"), *other_letters("вода", LETTERS)}
    assert {"ода", "вда", "овда", "вдоа", "вбода", "вбда"} <= near
    assert {"вод", "водаа", "вобда"} & near == set()


def test_a_russian_word_is_put_right_by_the_dictionary():
    assert russian.repaired("урвнях") == ("уровен",)
    assert "предприят" in russian.repaired("предпрятиями")
    assert russian.repaired("бргжщ") == ()
    assert russian.repaired("а" * 21) == ()
    assert "дирижер" in russian.repaired("дирижерми")


def test_the_end_of_a_word_may_be_the_slip():
    assert "вод" in russian.repaired("водао")
    assert "вод" in russian.repaired("водк"[:3] + "ж")
