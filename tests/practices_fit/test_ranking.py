"""The order of the catalogue for one municipality: who comes first, who last, and how fresh it is."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tajryiba.practices.catalogue import index
from tajryiba.practices.catalogue.search import PAGE_SIZE, CatalogueResult, Choice
from tajryiba.practices.fit.ranking import Fit
from tajryiba.practices.models import Practice
from tajryiba.reference.domain import merge_units, set_population, set_profile
from tajryiba.reference.profiles.domain import Fact
from tests.factories import practices as make
from tests.factories.profiles import profile

pytestmark = pytest.mark.django_db


def look(query: str) -> CatalogueResult:
    with translation.override("ru"):
        return CatalogueResult(Choice.from_query(QueryDict(query)))


def found(unit, more: str = "") -> list[str]:
    titles = dict(Practice.objects.values_list("pk", "working_title"))
    return [titles[pk] for pk in look(f"unit={unit.pk}&sort=fit{more}").page.object_list]


def place(name: str, oblast, population: int | None = None, **facts):
    return profile(make.unit(name, parent=oblast), population, **facts)


def test_most_alike_first_then_unknown_own_last(mine, oblast):
    profile(mine, 6_000, highland=True)
    make.published(working_title="своя", units=[mine])
    make.published(working_title="из-за рубежа", origin="international")
    make.published(working_title="район", units=[make.unit("Район", "district", parent=oblast)])
    make.published(working_title="большая", units=[place("Б", oblast, 50_000, highland=False)])
    make.published(working_title="похожая", units=[place("П", oblast, 6_500, highland=True)])
    make.published(working_title="средняя", units=[place("С", oblast, 12_000, highland=True)])
    order = found(mine)
    assert order[:3] == ["похожая", "средняя", "большая"]
    assert sorted(order[3:5]) == ["из-за рубежа", "район"]
    assert order[5:] == ["своя"]


def test_between_equals_evidence_then_cost_then_news_decide(mine, oblast):
    there = place("Там", oblast, 6_000)
    make.published(working_title="без цены", units=[there], evidence_level=2)
    make.published(working_title="дорогая", units=[there], evidence_level=2, cost_som=600_000)
    make.published(working_title="дешёвая", units=[there], evidence_level=2, cost_som=60_000)
    make.published(working_title="доказанная", units=[there], evidence_level=3)
    assert found(mine) == ["доказанная", "дешёвая", "дорогая", "без цены"]


def test_of_several_places_the_most_alike_counts(mine, oblast):
    profile(mine, 6_000)
    far, near, middle = place("Д", oblast, 60_000), place("Б", oblast, 6_000), place("С", oblast, 9_000)
    joint = make.published(working_title="общая", units=[far, near])
    make.published(working_title="средняя", units=[middle])
    assert found(mine) == ["общая", "средняя"]
    assert Fit(index.current_index(), mine).seen(joint.pk).place == near.pk


def test_filters_words_and_pages_hold_within_the_order(mine, oblast):
    profile(mine, 6_000)
    places = [place(f"М{n}", oblast, round(6_000 * 1.15**n)) for n in range(PAGE_SIZE + 2)]
    for number, unit in enumerate(places):
        make.published(working_title=f"{number:02}", units=[unit], year_to=2020 + number % 2, title=f"Вода {number:02}")
    everything = found(mine) + found(mine, "&page=2")
    assert everything == [f"{number:02}" for number in range(PAGE_SIZE + 2)]
    assert found(mine, "&year=2021") == everything[1::2]
    assert found(mine, "&q=вода 03") == ["03"]


def test_without_a_municipality_what_is_new_comes_first(mine):
    for title in ("а", "б"):
        make.published(working_title=title)
    assert look("sort=fit").page.object_list == look("sort=new").page.object_list
    for nonsense in ("0", "abc", "-1", "9" * 30, "²", "", "%00"):
        result = look(f"unit={nonsense}&sort=fit")
        assert (result.fit, len(result.page.object_list)) == (None, 2), nonsense
    assert look(f"unit={mine.oblast_id}").fit is None


def test_the_order_follows_the_profiles(mine, oblast):
    profile(mine, 6_000)
    first, second = place("А", oblast, 6_000), place("Б", oblast, 12_000)
    make.published(working_title="а", units=[first])
    make.published(working_title="б", units=[second])
    assert found(mine) == ["а", "б"]
    set_population(unit=first, population=40_000, source="Отчёт")
    assert found(mine) == ["б", "а"]
    set_profile(unit=second, facts={"settlement": Fact("city", "Отчёт")})
    set_profile(unit=first, facts={"highland": Fact(True, "Отчёт")})
    set_profile(unit=mine, facts={"highland": Fact(True, "Отчёт"), "settlement": Fact("rural", "Отчёт")})
    assert found(mine) == ["а", "б"]


def test_a_change_of_a_profile_is_no_change_of_the_practice(mine, oblast):
    made = make.published(units=[mine])
    profile(mine, 6_000)
    after = Practice.objects.get(pk=made.pk)
    assert after.changed_at == made.changed_at
    assert after.catalogue_seq > made.catalogue_seq
    assert index.current_index().entries[made.pk].population == 6_000


def test_an_index_that_grew_knows_the_places_of_one_built_anew(mine, oblast):
    make.published(units=[place("А", oblast, 1_000)])
    index.current_index()
    make.published(units=[place("Б", oblast, 2_000, highland=True)])
    grown = index.current_index()
    index.forget()
    assert grown.places == index.current_index().places
    assert grown.by_place == index.current_index().by_place


def test_a_merged_municipality_leads_to_its_successor_and_keeps_its_practices_its_own(mine, oblast):
    successor = make.unit("Бириккен", parent=oblast)
    make.published(working_title="своя", units=[mine])
    make.published(working_title="чужая", units=[place("Там", oblast, 5_000)])
    merge_units(units=[mine], successor=successor, on="2025-01-01", act="Указ")
    result = look(f"unit={mine.pk}&sort=fit")
    assert result.fit.unit == successor
    assert found(successor) == ["чужая", "своя"]


def test_queries_do_not_grow_with_places_and_practices(mine, oblast):
    def count() -> int:
        index.current_index()
        with CaptureQueriesContext(connection) as queries:
            look(f"unit={mine.pk}&sort=fit")
        return len(queries)

    make.published(units=[place("А", oblast, 900)])
    few = count()
    for number in range(30):
        make.published(units=[place(f"Б{number}", oblast, 1_000 + number)])
    assert count() == few
