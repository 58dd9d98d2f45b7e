"""Drawn covers: no ground twice within six months, the theme fits."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from tajryiba.magazine.issues import naming
from tajryiba.magazine.issues.covers import WIDTH, Cover, lines, scheme
from tajryiba.magazine.models import Issue


def issue(number: int) -> Issue:
    return Issue(year=2026 + number // 12, month=number % 12 + 1)


def test_no_ground_comes_again_within_six_months():
    grounds = [scheme(issue(number)).bg for number in range(36)]
    for number in range(30):
        assert len(set(grounds[number : number + 7])) == 7


@pytest.mark.parametrize(
    ("theme", "expected"),
    [
        ("", []),
        ("Суу", ["Суу"]),
        ("Вода, которая платит за себя", ["Вода, которая", "платит за себя"]),
        ("Жергиликтүүөзалдынчабашкаруу", ["Жергиликтүүөзалдынчабашкаруу"]),
        ("Жергиликтүү бюджет жана тургундардын катышуусу", ["Жергиликтүү", "бюджет жана", "тургундардын катышуусу"]),
    ],
)
def test_the_theme_stands_on_lines(theme, expected):
    found = lines(theme)
    assert " ".join(found) == theme
    assert max(map(len, found), default=0) <= max(map(len, expected), default=0)


@pytest.mark.parametrize("theme", ["Суу", "Жергиликтүүөзалдынчабашкаруу", "сөз " * 30])
def test_no_letter_runs_over_the_edge(theme):
    cover = Cover(SimpleNamespace(theme=theme, theme_note="эскертүү " * 20, issue=issue(0)), "c")
    assert all(len(line) * cover.size * 0.58 <= WIDTH + 1 for _y, line in cover.theme_lines)
    assert len(cover.teaser) <= 50


def test_names():
    double = Issue(year=2026, month=7, month_to=8, number=7, number_to=8, through_number=149, through_number_to=150)
    plain = Issue(year=2026, month=11)
    with translation.override("ru"):
        assert naming.numbers(double) == "№\u00a07–8 (149–150)"
        assert naming.short_number(double) == "№\u00a07–8"
        assert naming.cover_months(double) == "07–08.2026"
        assert naming.months(double).startswith("июль – август")
        assert (naming.numbers(plain), naming.short_number(plain)) == ("", "ноябрь 2026")
    assert [day.isoformat() for day in naming.period(double)] == ["2026-07-01", "2026-08-31"]
    assert [day.isoformat() for day in naming.period(Issue(year=2026, month=12))] == ["2026-12-01", "2026-12-31"]
