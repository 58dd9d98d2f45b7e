import pytest
from django.utils import translation

from tajryiba.practices.fit import words
from tajryiba.practices.fit.formula import compare
from tajryiba.reference.profiles.queries import UnitFacts


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def say(mine: dict, theirs: dict, **options) -> list[str]:
    return words.reasons(compare(UnitFacts(unit=1, **mine), UnitFacts(unit=2, **theirs)), **options)


def test_the_example_of_the_plan():
    mine = {"population": 6_000, "highland": True, "budget_som": 40_000_000}
    theirs = {"population": 6_800, "highland": True, "budget_som": 80_000_000}
    assert say(mine, theirs) == ["similar population", "also highland", "twice your budget"]
    assert say(mine, theirs, most=1) == ["similar population"]


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        (1_250, "similar population"),
        (800, "similar population"),
        (1_300, "somewhat larger population"),
        (600, "somewhat smaller population"),
        (1_750, "2 times your population"),
        (5_100, "5 times your population"),
        (330, "population 3 times smaller"),
        (0, "somewhat smaller population"),
    ],
)
def test_population_in_words(theirs, expected):
    assert say({"population": 1_000}, {"population": theirs}) == [expected]


@pytest.mark.parametrize(
    ("name", "mine", "theirs", "expected"),
    [
        ("budget_som", 10, 10, "similar budget"),
        ("budget_som", 10, 15, "somewhat larger budget"),
        ("budget_som", 10, 7, "somewhat smaller budget"),
        ("budget_som", 10, 30, "3 times your budget"),
        ("budget_som", 10, 5, "budget 2 times smaller"),
        ("staff", 20, 20, "as many staff"),
        ("staff", 20, 28, "somewhat more staff"),
        ("staff", 20, 15, "somewhat fewer staff"),
        ("staff", 20, 60, "3 times as many staff"),
        ("staff", 20, 10, "2 times fewer staff"),
        ("settlement", "city", "city", "also a city"),
        ("settlement", "rural", "city", "a city, unlike yours"),
        ("settlement", "city", "aimak", "an ayil aimak, unlike yours"),
        ("settlement", "rural", "aimak", "also an ayil aimak"),
        ("settlement", "rural", "suburban", "an ayil aimak beside a city"),
        ("settlement", "suburban", "rural", "an ayil aimak away from cities"),
        ("highland", False, True, "highland, unlike yours"),
        ("highland", True, False, "not highland, unlike yours"),
        ("highland", False, False, "also not highland"),
        ("border", True, True, "also at the border"),
        ("border", False, False, "also not at the border"),
        ("border", False, True, "at the border, unlike yours"),
        ("border", True, False, "not at the border, unlike yours"),
        ("distance_km", 20, 30, "about as far from the centre of its district"),
        ("distance_km", 20, 75, "55 km farther from the centre"),
        ("distance_km", 75, 20, "55 km nearer to the centre"),
        ("languages", frozenset({"ky"}), frozenset({"ky"}), "the same languages"),
        ("languages", frozenset({"ky", "uz"}), frozenset({"ky"}), "some of the same languages"),
        ("languages", frozenset({"uz"}), frozenset({"ky"}), "other languages"),
        ("infrastructure", frozenset({"gas"}), frozenset({"gas"}), "the same infrastructure"),
        ("infrastructure", frozenset({"gas"}), frozenset({"gas", "water"}), "more infrastructure than yours"),
        ("infrastructure", frozenset({"gas", "water"}), frozenset({"gas"}), "less infrastructure than yours"),
        ("infrastructure", frozenset({"gas", "water"}), frozenset({"gas", "road"}), "partly the same infrastructure"),
        ("infrastructure", frozenset({"gas"}), frozenset({"road"}), "other infrastructure"),
    ],
)
def test_every_fact_in_words(name, mine, theirs, expected):
    assert say({name: mine}, {name: theirs}) == [expected]


def test_facts_of_the_table():
    assert words.value("population", None) == "not known"
    assert words.value("highland", True) == "yes"
    assert words.value("settlement", "aimak") == "Ayil aimak"
    assert words.value("languages", frozenset({"uz", "ky"})) == "Kyrgyz, Uzbek"
    assert words.value("budget_som", 40_500_000) == "40.5\u00a0million\u00a0som"
    assert words.value("staff", 1_200) == "1\u00a0200"


def test_russian_plurals_agree():
    with translation.override("ru"):
        two, five = (say({"population": 1_000}, {"population": n * 1_000})[0] for n in (2, 5))
    assert two != five
