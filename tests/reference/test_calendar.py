from datetime import date, timedelta

import pytest

from tajryiba.reference.calendar import add_working_days, is_working_day, working_days_between
from tests.factories.reference import SpecialDayFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 20), True),  # Friday
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 11, 22), False),
        (date(2026, 3, 21), False),  # Nooruz, a Saturday
        (date(2026, 3, 23), True),  # the Monday after it: days off are not moved
        (date(2026, 5, 5), False),
        (date(2026, 8, 31), False),
        (date(2025, 1, 11), True),  # a Saturday made a working day by a decree
        (date(2028, 2, 29), True),
    ],
)
def test_the_usual_calendar(day, works):
    assert is_working_day(day) is works


def test_an_editor_overrules_the_estimate():
    estimated, real = date(2026, 3, 20), date(2026, 3, 19)
    assert (is_working_day(estimated), is_working_day(real)) == (False, True)
    SpecialDayFactory(date=estimated, is_working=True)
    day_off = SpecialDayFactory(date=real, is_working=False, name_ky="Орозо айт")
    assert (is_working_day(estimated), is_working_day(real)) == (True, False)
    assert add_working_days(date(2026, 3, 18), 1) == estimated
    day_off.delete()
    assert is_working_day(real) is True


def test_days_are_added_over_weekends_and_holidays():
    friday = date(2026, 4, 30) + timedelta(days=0)
    assert add_working_days(friday, 0) == friday
    assert add_working_days(friday, 1) == date(2026, 5, 11)
    assert add_working_days(date(2026, 5, 11), -1) == friday
    assert add_working_days(date(2025, 12, 31), 1) == date(2026, 1, 8)


@pytest.mark.parametrize("count", [-40, -1, 0, 1, 5, 300])
def test_counting_undoes_adding(count):
    start = date(2026, 4, 29)
    assert working_days_between(start, add_working_days(start, count)) == count


def test_each_answer_costs_one_query(django_assert_num_queries):
    SpecialDayFactory(date=date(2026, 7, 1))
    with django_assert_num_queries(1):
        assert working_days_between(date(2026, 6, 30), date(2026, 7, 3)) == 2
    with django_assert_num_queries(1):
        assert add_working_days(date(2026, 6, 30), 2) == date(2026, 7, 3)
