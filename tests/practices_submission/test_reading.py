"""What people type is understood; what cannot be is answered with a sentence."""

from decimal import Decimal

import pytest

from tajryiba.practices.submission import parsing
from tajryiba.practices.submission.case import FIELDS, FULL, SNAPSHOT, items_of
from tajryiba.practices.submission.completeness import meter
from tajryiba.practices.submission.fields import Field
from tajryiba.practices.submission.models import Submission
from tajryiba.practices.submission.shape import Shape
from tests.factories import practices as make
from tests.factories import submissions as sub


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("850000", 850_000),
        ("850 000", 850_000),
        ("850\u00a0000 сом", 850_000),
        ("850.000 сом", 850_000),
        ("1,250,000", 1_250_000),
        ("1,2 млн сом", 1_200_000),
        ("1.2 million som", 1_200_000),
        ("1,250 млн", 1_250_000),
        ("90 тыс.", 90_000),
        ("12 миң", 12_000),
        ("12 миң сом", 12_000),
        ("2 млрд", 2_000_000_000),
        ("0", 0),
        ("7,6", 8),
    ],
)
def test_amounts(typed, number):
    assert parsing.whole(typed) == number


@pytest.mark.parametrize("typed", ["много", "12 коров", "-5", "1" * 17, "около 5", "1-2"])
def test_no_amounts(typed):
    with pytest.raises(ValueError, match=r"\."):
        parsing.whole(typed)


@pytest.mark.parametrize(
    ("typed", "figure"),
    [("12,5", "12.5"), ("94 %", "94"), ("−3", "-3"), ("1 240", "1240"), ("0.125", "0.125")],
)
def test_figures(typed, figure):
    assert parsing.decimal(typed) == Decimal(figure)


@pytest.mark.parametrize("typed", ["дворов 12", "12 дворов", "1,2345", ""])
def test_no_figures(typed):
    with pytest.raises(ValueError, match="12,5"):
        parsing.decimal(typed)


@pytest.mark.parametrize(
    ("typed", "month"),
    [("2024", "2024"), ("03.2024", "2024-03"), ("2024-3", "2024-03"), ("12/2023", "2023-12"), ("2024 г.", "2024")],
)
def test_months(typed, month):
    assert parsing.month(typed) == month


@pytest.mark.parametrize("typed", ["13.2024", "летом", "03.24", "00.2024"])
def test_no_months(typed):
    with pytest.raises(ValueError, match=r"2024"):
        parsing.month(typed)


@pytest.mark.parametrize(("typed", "year"), [("2024", 2024), ("в 2024 году", 2024), ("1998-ж.", 1998)])
def test_years(typed, year):
    assert parsing.year(typed) == year


@pytest.mark.parametrize("typed", ["24", "давно", "20245", "2124"])
def test_no_years(typed):
    with pytest.raises(ValueError, match="2024"):
        parsing.year(typed)


@pytest.mark.parametrize(
    ("typed", "link"),
    [("dpi.kg/x", "https://dpi.kg/x"), (" http://a.kg ", "http://a.kg"), ("https://пример.kg/?q=1", None)],
)
def test_links(typed, link):
    assert parsing.link(typed) == (link or typed)


@pytest.mark.parametrize("typed", ["javascript://alert(1)", "просто слова", "ftp://a.kg", "localhost"])
def test_no_links(typed):
    with pytest.raises(ValueError, match=r"\."):
        parsing.link(typed)


# --- Shape and meter ---


def shape(depth: str = "full", **values) -> Shape:
    return Shape(Submission(depth=depth, values=values))


def test_every_weight_has_its_why_and_every_required_field_its_weight():
    for _step, item in items_of("full"):
        assert bool(item.weight) == bool(item.why), item.name
        assert not getattr(item, "required", False) or item.weight, item.name


def test_the_snapshot_asks_ten_answers_and_a_language_out_of_the_full_case():
    (step,) = SNAPSHOT
    assert [item.name for item in step.items] == [
        "title",
        "summary",
        "lang",
        "unit",
        "year_to",
        "topic",
        "problem",
        "solution",
        "results_note",
        "failed",
        "contact",
    ]
    assert all(FIELDS[item.name] is item for item in step.items)
    assert sum(isinstance(item, Field) and item.required for step in FULL for item in step.items) == 8


@pytest.mark.django_db
def test_the_meter_grows_from_nought_to_a_hundred():
    empty, snapshot = meter(shape()), meter(shape(**sub.SNAPSHOT))
    full = meter(shape(**sub.FULL, topic=str(make.topic().pk)))
    assert (empty.percent, empty.parts) == (0, [False] * 10)
    assert empty.missing[0].item.required
    assert 40 < snapshot.percent < 60
    assert (full.percent, full.missing, full.parts) == (100, [], [True] * 10)
    assert meter(shape("snapshot", **sub.SNAPSHOT, topic="1")).percent == 100


@pytest.mark.django_db
def test_years_in_the_wrong_order_and_unknown_topics_are_faults():
    faults = shape(**sub.FULL | {"year_from": "2030", "topic": "999999"}).faults()
    assert [fault.field for fault in faults] == ["topic", "year_from"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "typed"),
    [("title", "я" * 121), ("duration", "5000"), ("results-0-after", "много"), ("sources-0-url", "нет")],
)
def test_what_cannot_be_read_is_named_with_its_field(field, typed):
    values = sub.FULL | {"topic": str(make.topic().pk), field: typed}
    assert [fault.field for fault in shape(**values).faults()] == [field]


@pytest.mark.django_db
def test_strange_choices_are_left_out():
    read = shape(**sub.FULL | {"participation": "hearings,nonsense,", "funding-0-kind": "x", "lang": "de"})
    assert read.many("participation") == ["hearings"]
    assert read.rows()["funding"][0]["kind"] == "other"
    assert read.lang == "ky"
