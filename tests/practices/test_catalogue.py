"""The catalogue's index against the database: facets, counts, order, freshness, garbage."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tajryiba.practices import domain
from tajryiba.practices.catalogue import index
from tajryiba.practices.catalogue.facets import FACETS, POPULATION, POPULATION_TOP, SORTS, UNKNOWN, bucket
from tajryiba.practices.catalogue.search import PAGE_SIZE, CatalogueResult, Choice
from tajryiba.practices.models import Practice, PracticeText
from tests.factories import practices as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_index():
    index.forget()


def look(query: str = "") -> CatalogueResult:
    return CatalogueResult(Choice.from_query(QueryDict(query)))


def found(query: str = "") -> list[str]:
    with translation.override("ru"):
        pks = look(query).page.object_list
    titles = dict(Practice.objects.values_list("pk", "working_title"))
    return [titles[pk] for pk in pks]


def counts(key: str, query: str = "") -> dict[str, int]:
    with translation.override("ru"):
        groups = {group.facet.key: group.options for group in look(query).groups()}
    return {option.value: option.count for option in groups.get(key, [])}


def test_only_what_is_public_is_listed():
    make.practice(working_title="черновик")
    make.published(working_title="видна")
    assert found() == ["видна"]


def test_values_of_one_facet_widen_and_facets_narrow():
    water, road = make.topic("water"), make.topic("road")
    make.published(working_title="а", main_topic=water, year_to=2020)
    make.published(working_title="б", main_topic=road, year_to=2020)
    make.published(working_title="в", main_topic=road, year_to=2024)
    assert found(f"topic={water.pk}&topic={road.pk}&sort=title") == ["а", "б", "в"]
    assert found(f"topic={road.pk}&year=2020") == ["б"]
    assert found(f"topic={water.pk}&year=2024") == []


def test_a_count_says_what_a_click_would_show():
    water, road = make.topic("water"), make.topic("road")
    make.published(main_topic=water, year_to=2020)
    make.published(main_topic=road, year_to=2020)
    make.published(main_topic=road, year_to=2024)
    assert counts("topic", f"topic={water.pk}") == {str(water.pk): 1, str(road.pk): 2}
    assert counts("year", f"topic={water.pk}") == {"2020": 1}
    assert counts("topic", "year=2020") == {str(water.pk): 1, str(road.pk): 1}


def test_a_practice_counts_once_for_each_of_its_places():
    oblast = make.unit("Ош облусу", "oblast")
    units = [make.unit("А", parent=oblast), make.unit("Б", parent=oblast)]
    make.published(working_title="общая", units=units)
    assert counts("oblast") == {str(oblast.pk): 1}
    assert found(f"oblast={oblast.pk}") == ["общая"]


def test_what_is_not_known_has_a_bucket_of_its_own():
    make.published(working_title="без данных")
    make.published(working_title="с данными", year_to=2020, cost_som=1000, population_served=100)
    assert counts("year") == {"2020": 1, UNKNOWN: 1}
    assert counts("cost") == {"100": 1, UNKNOWN: 1}
    assert found(f"cost={UNKNOWN}") == ["без данных"]


@pytest.mark.parametrize(
    ("population", "key"),
    [(None, UNKNOWN), (0, "5k"), (5_000, "5k"), (5_001, "10k"), (50_000, "50k"), (50_001, "more")],
)
def test_buckets_hold_their_upper_edge(population, key):
    assert bucket(population, POPULATION, POPULATION_TOP) == (key,)


def test_languages_of_the_full_text():
    made = make.published(("ru",))
    domain.publish_text(text=make.text(made, "en", summary_only=True))
    assert counts("text") == {"ru": 1}


def test_words_are_found_without_kyrgyz_letters():
    make.published(("ky",), working_title="а", title="Көчө жарыгы")
    make.published(("ky",), working_title="б", title="Ичүүчү суу")
    assert found("q=кочо") == ["а"]
    assert found("q=ИЧУУЧУ  суу") == ["б"]
    assert found("q=жаз кочо") == []
    assert found("q=!!!") == []


def test_the_index_follows_every_change():
    made = make.published(working_title="а", year_to=2020)
    assert found("year=2020") == ["а"]
    Practice.objects.filter(pk=made.pk).update(year_to=2021)
    domain.facts_changed(made)
    assert (found("year=2020"), found("year=2021")) == ([], ["а"])
    other = make.published(working_title="б", year_to=2021)
    assert sorted(found("year=2021")) == ["а", "б"]
    for text in made.texts.all():
        text.unpublish()
    assert found("year=2021") == ["б"]
    assert index.current_index().everything.bit_count() == 1
    for text in other.texts.all():
        text.unpublish()
    assert found() == []


def test_an_incremental_index_equals_one_built_anew():
    topics = [make.topic(slug) for slug in ("a", "b", "c")]
    made = [make.published(main_topic=topics[n % 3], year_to=2018 + n % 4, evidence_level=1 + n % 4) for n in range(9)]
    index.current_index()
    made[4].texts.get().unpublish()
    Practice.objects.filter(pk=made[2].pk).update(year_to=1999)
    domain.facts_changed(made[2])
    grown = index.current_index()
    index.forget()
    anew = index.current_index()
    assert (grown.entries, grown.bits, grown.everything) == (anew.entries, anew.bits, anew.everything)


def test_the_index_agrees_with_sql_for_every_value_of_every_facet():
    make.published(main_topic=make.topic("a"), participation=["hearings", "voting"], evidence_level=3)
    make.published(main_topic=make.topic("b"), participation=["voting"], origin="international")
    make.published(main_topic=make.topic("b"), budget=["grant"])
    now = index.current_index()
    published = Practice.objects.published()
    for level in (1, 3):
        assert counts("evidence")[str(level)] == published.filter(evidence_level=level).count()
    assert counts("participation") == {"voting": 2, "hearings": 1}
    assert counts("budget") == {"grant": 1}
    assert counts("origin") == {"domestic": 2, "international": 1}
    assert now.everything.bit_count() == published.count()


def test_orders():
    base = timezone.now()
    facts = [
        ("дешёвая", {"cost_som": 100, "population_served": 100, "year_to": 2010, "evidence_level": 1}, 3),
        ("доказанная", {"cost_som": 9000, "population_served": 100, "year_to": 2015, "evidence_level": 4}, 2),
        ("новая", {"year_to": 2024, "evidence_level": 2}, 1),
    ]
    for title, extra, days in facts:
        made = make.published(working_title=title, title=title, **extra)
        Practice.objects.filter(pk=made.pk).update(published_at=base - timedelta(days=days))
    index.forget()
    assert found("sort=new") == ["новая", "доказанная", "дешёвая"]
    assert found("sort=year") == ["новая", "доказанная", "дешёвая"]
    assert found("sort=evidence") == ["доказанная", "новая", "дешёвая"]
    assert found("sort=cheap") == ["дешёвая", "доказанная", "новая"]
    assert found("sort=title") == ["дешёвая", "доказанная", "новая"]
    assert found("sort=nonsense") == found("sort=new")


def test_a_practice_without_the_asked_language_does_not_vanish_from_sorted_lists():
    make.published(("ky",), working_title="ky", title="Аба")
    make.published(("ru",), working_title="ru", title="Вода")
    assert found("sort=title") == ["ky", "ru"]


def test_pages_cover_everything_once():
    titles = [make.published(working_title=f"{n:02}").working_title for n in range(PAGE_SIZE + 3)]
    pages = [found(f"page={n}&sort=new") for n in (1, 2)]
    assert [len(page) for page in pages] == [PAGE_SIZE, 3]
    assert sorted(pages[0] + pages[1]) == titles
    assert found("page=999") == pages[1]


ANYTHING = st.dictionaries(
    st.sampled_from([facet.key for facet in FACETS] + ["q", "sort", "page", "x"]), st.text(max_size=60), max_size=5
)


@settings(max_examples=60, deadline=None)
@given(params=ANYTHING)
def test_any_address_gets_an_answer(params):
    query = QueryDict(mutable=True)
    query.update(params)
    result = CatalogueResult(Choice.from_query(query))
    assert result.page.number >= 1
    assert len(result.page.object_list) <= PAGE_SIZE
    assert result.choice.sort in SORTS


def test_a_value_that_nothing_has_shows_nothing_and_can_be_taken_back():
    make.published(year_to=2020)
    result = look("year=1871&topic=abc")
    assert (result.total, [chip.label for chip in result.chips()]) == (0, ["abc", "1871"])


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ("page=-1", 1),
        ("page=0", 0),
        ("page=²", 1),
        ("page=" + "9" * 30, 1),
        ("page=3", 3),
        ("page=", 1),
        ("page=abc", 1),
    ],
)
def test_page_numbers_are_read_without_surprise(parameters, expected):
    assert Choice.from_query(QueryDict(parameters)).page == expected


def test_search_text_is_kept_when_published():
    make.published(("ky",), title="Көчө ЖАРЫГЫ")
    assert PracticeText.objects.get().folded.startswith("кочо жарыгы ")
