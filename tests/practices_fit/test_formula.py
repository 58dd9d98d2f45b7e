"""The formula of docs/fit.md on cases worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tajryiba.practices.fit.formula import WEIGHTS, compare, score
from tajryiba.reference.profiles.enums import Infrastructure, SpokenLanguage
from tajryiba.reference.profiles.queries import UnitFacts

MINE = UnitFacts(
    unit=1,
    population=6_000,
    settlement="rural",
    highland=True,
    border=False,
    distance_km=30,
    budget_som=40_000_000,
    staff=20,
    languages=frozenset({"ky", "uz"}),
    infrastructure=frozenset({"water", "road"}),
)


def other(**changes) -> UnitFacts:
    known = {name: getattr(MINE, name) for name in WEIGHTS}
    return UnitFacts(unit=2, **{**known, **changes})


def likeness(**changes) -> dict[str, float | None]:
    return {part.name: part.likeness for part in compare(MINE, other(**changes)).parts}


def test_weights_add_up_to_a_hundred():
    assert sum(WEIGHTS.values()) == 100


def test_the_same_facts_give_a_hundred():
    assert compare(MINE, other()).score == 100


def test_nothing_in_common_gives_nothing():
    unlike = other(
        population=48_000,
        settlement="city",
        highland=False,
        border=True,
        distance_km=130,
        budget_som=5_000_000,
        staff=160,
        languages=frozenset({"ru"}),
        infrastructure=frozenset({"gas"}),
    )
    assert compare(MINE, unlike).score == 0


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [(6_000, 1), (12_000, 2 / 3), (3_000, 2 / 3), (24_000, 1 / 3), (48_000, 0), (750, 0), (480_000, 0), (0, 0)],
)
def test_numbers_are_compared_by_how_many_times_they_differ(theirs, expected):
    assert likeness(population=theirs)["population"] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ("rural", "rural", 1),
        ("rural", "suburban", 0.5),
        ("rural", "aimak", 0.75),
        ("suburban", "aimak", 0.75),
        ("suburban", "city", 0.5),
        ("rural", "city", 0),
        ("aimak", "city", 0),
        ("aimak", "aimak", 1),
    ],
)
def test_kinds_of_settlement(mine, theirs, expected):
    one, two = UnitFacts(unit=1, settlement=mine), UnitFacts(unit=2, settlement=theirs)
    for here, there in ((one, two), (two, one)):
        assert {part.name: part.likeness for part in compare(here, there).parts}["settlement"] == expected


@pytest.mark.parametrize(("km", "expected"), [(30, 1), (80, 0.5), (0, 0.7), (130, 0), (500, 0)])
def test_distances_are_compared_by_their_difference(km, expected):
    assert likeness(distance_km=km)["distance_km"] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("languages", "expected"), [({"ky", "uz"}, 1), ({"ky"}, 0.5), ({"ky", "ru"}, 1 / 3), ({"ru"}, 0)]
)
def test_lists_are_compared_by_what_both_have(languages, expected):
    assert likeness(languages=frozenset(languages))["languages"] == pytest.approx(expected)


def test_a_whole_case_by_hand():
    """12,000 people (25 × 2/3), suburban (15 × 1/2), highland (15), the same border, distance, languages,
    infrastructure (5 + 10 + 5 + 5), twice the budget (15 × 2/3), half the staff (5 × 2/3).
    """
    found = compare(MINE, other(population=12_000, settlement="suburban", budget_som=80_000_000, staff=10))
    assert sum(part.points for part in found.parts) == pytest.approx(16.667 + 7.5 + 15 + 25 + 10 + 3.333, abs=0.01)
    assert found.score == 78  # 77.5 is rounded up


def test_what_is_not_known_of_either_counts_by_half_and_is_named():
    found = compare(MINE, UnitFacts(unit=2, settlement="rural"))
    assert found.score == 58  # 15 + 85 / 2 = 57.5
    assert [part.name for part in found.known] == ["settlement"]
    assert [part.name for part in found.missing] == [name for name in WEIGHTS if name != "settlement"]
    assert found.is_rough


def test_from_half_of_the_weight_on_it_is_not_rough():
    known = UnitFacts(unit=2, population=6_000, settlement="rural", highland=True)
    assert not compare(MINE, known).is_rough
    assert compare(MINE, UnitFacts(unit=2, population=6_000, settlement="rural", border=False, staff=20)).known
    assert not compare(MINE, UnitFacts(unit=2, population=6_000, highland=True, distance_km=30)).is_rough
    assert compare(MINE, UnitFacts(unit=2, population=6_000, settlement="rural", border=False)).is_rough


def test_when_nothing_is_known_there_is_no_number():
    found = compare(MINE, UnitFacts(unit=2))
    assert (found.score, found.known) == (None, ())


def test_a_known_difference_ranks_below_what_is_not_known():
    assert score(MINE, other(highland=False)) < score(MINE, other(highland=None)) < score(MINE, other())


NUMBERS = st.none() | st.integers(0, 2_000_000)
FACTS = st.builds(
    UnitFacts,
    unit=st.integers(1, 9),
    population=NUMBERS,
    settlement=st.none() | st.sampled_from(["city", "suburban", "rural", "aimak"]),
    highland=st.none() | st.booleans(),
    border=st.none() | st.booleans(),
    distance_km=st.none() | st.integers(0, 900),
    budget_som=NUMBERS,
    staff=NUMBERS,
    languages=st.none() | st.frozensets(st.sampled_from(SpokenLanguage.values), min_size=1),
    infrastructure=st.none() | st.frozensets(st.sampled_from(Infrastructure.values), min_size=1),
)


@given(FACTS, FACTS)
def test_the_number_for_ranking_is_the_number_that_is_explained(mine, theirs):
    whole = compare(mine, theirs)
    assert score(mine, theirs) == whole.score == score(theirs, mine)
    assert whole.score is None or 0 <= whole.score <= 100


@given(FACTS)
def test_nobody_is_more_like_me_than_I_am(facts):
    known = [part for part in compare(facts, facts).known if part.likeness != 1]
    assert known == []
