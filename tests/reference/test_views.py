from datetime import date, timedelta

import pytest
from django.urls import reverse

from tajryiba.core import related
from tajryiba.reference.domain import merge_units, rename_unit, split_unit
from tajryiba.reference.enums import CoordinatesOf, UnitKind
from tajryiba.reference.models import Unit
from tests.factories.reference import DistrictFactory, OblastFactory, SubthemeFactory, TopicFactory, UnitFactory

pytestmark = pytest.mark.django_db

DAY = date(2025, 1, 1)
ACT = "Law 1 of 1 January 2025"


def text_of(response) -> str:
    assert response.status_code == 200, response
    return response.content.decode()


@pytest.fixture
def merged():
    old, new = UnitFactory(name_ky="Эски айыл аймагы"), UnitFactory(name_ky="Жаңы айыл аймагы")
    merge_units(units=[old], successor=new, on=DAY, act=ACT)
    return old, new


# --- Topics ---


def test_topics_are_listed_in_their_order(guest, language):
    TopicFactory(slug="waste", order=2, name_ky="Таштанды")
    TopicFactory(slug="water", order=1, name_ky="", name_ru="Вода")
    page = text_of(guest.get(f"/{language}/topics/"))
    assert page.index(f'/{language}/topics/water/">') < page.index(f'/{language}/topics/waste/">')
    assert "Вода" in page
    assert "Таштанды" in page


def test_a_topic_shows_its_subthemes_and_marks_another_language(guest):
    topic = TopicFactory(slug="water", name_ky="", name_ru="Вода", description_ky="Таза суу")
    SubthemeFactory(topic=topic, name_ky="Тариф")
    page = text_of(guest.get("/ky/topics/water/"))
    assert '<h1 class="title" lang="ru">Вода</h1>' in page
    assert "<li>Тариф</li>" in page
    assert 'hreflang="en" href="http://testserver/en/topics/water/"' in page
    assert guest.get("/ky/topics/air/").status_code == 404


def test_empty_registers_have_pages_too(guest):
    assert 'class="empty"' in text_of(guest.get("/ru/topics/"))
    assert 'class="empty"' in text_of(guest.get("/ru/municipalities/"))


# --- The list of municipalities ---


def test_municipalities_stand_under_their_districts(guest, language, django_assert_num_queries):
    oblast = OblastFactory(name_ky="Чүй облусу", code="41708000000000", lat=42.65, lon=75.15)
    district = DistrictFactory(name_ky="Жайыл району", parent=oblast)
    unit = UnitFactory(parent=district, name_ky="Ак-Башат айыл аймагы")
    city = UnitFactory(parent=oblast, kind=UnitKind.CITY, name_ky="Токмок шаары")
    UnitFactory(parent=district, name_ky="Жок айыл аймагы", valid_to=DAY)
    with django_assert_num_queries(2):
        page = text_of(guest.get(f"/{language}/municipalities/"))
    for row in (oblast, district, unit, city):
        assert f'href="/{language}/municipalities/{row.pk}-{row.slug}/"' in page
    assert "Жок айыл аймагы" not in page
    assert page.index("Токмок") < page.index('<details class="facet"') < page.index("Ак-Башат")
    assert '<text class="tk2" x="429" y="62">Чүй</text>' in page
    assert "264" in page
    assert "231" in page
    assert "caravan-info.kg" in page


def test_the_list_costs_the_same_for_many(guest, same_query_count):
    def grow(number):
        for _ in range(number):
            UnitFactory(parent=DistrictFactory())
            TopicFactory()

    assert same_query_count(lambda: guest.get("/ky/municipalities/"), grow) == 2
    assert same_query_count(lambda: guest.get("/ky/topics/"), grow) == 2


@pytest.mark.parametrize("typed", ["көк жаңгак", "кок жангак", "КОК-ЖАНГАК", "kok-zhangak"])
def test_search_forgives_how_people_type(guest, typed):
    unit = UnitFactory(name_ky="Көк-Жаңгак шаары", kind=UnitKind.CITY)
    UnitFactory(name_ky="Сокулук айыл аймагы")
    page = text_of(guest.get("/ky/municipalities/", {"q": typed}))
    assert f"{unit.get_absolute_url()}" in page
    assert "Сокулук" not in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize("typed", ["жок", "<script>alert(1)</script>", "\x00", "%", "'" * 500, "я" * 5000, "😀"])
def test_search_answers_garbage_calmly(guest, typed):
    UnitFactory()
    page = text_of(guest.get("/ru/municipalities/", {"q": typed}))
    assert "<script>alert" not in page
    assert 'class="empty"' in page


def test_search_costs_the_same_for_many(guest, same_query_count):
    def grow(number):
        for _ in range(number):
            UnitFactory(parent=DistrictFactory())

    assert same_query_count(lambda: guest.get("/ky/municipalities/?q=kok"), grow) == 2


def test_a_renamed_unit_is_found_by_its_old_name(guest, year_ago):
    unit = UnitFactory(name_ky="Маргун айыл аймагы")
    rename_unit(unit=unit, names={"ky": "Кең-Талаа айыл аймагы"}, on=year_ago, act=ACT)
    assert "Кең-Талаа" in text_of(guest.get("/ky/municipalities/?q=маргун"))


# --- The page of a unit ---


def test_the_profile_says_what_is_known_and_what_is_not(guest, district):
    unit = UnitFactory(
        parent=district,
        code="41708203811000",
        register_pre_reform=True,
        name_status="derived",
        lat=42.5,
        lon=74.25,
        coordinates_of=CoordinatesOf.SAME_NAME,
    )
    url = f"/en/municipalities/{unit.pk}-{unit.slug}/"
    page = text_of(guest.get(url))
    assert "<dt>Population</dt><dd>not known</dd>" in page
    assert "register before the reform" in page
    assert "spelling of the name to be checked" in page
    assert "42.5; 74.25" in page
    assert "GeoNames, CC BY 4.0" in page
    assert district.name in page
    Unit.objects.filter(pk=unit.pk).update(
        population=6840, population_year=2022, population_source="https://stat.example/2022", register_pre_reform=False
    )
    page = text_of(guest.get(url))
    assert "6\u00a0840 (2022)" in page
    assert 'href="https://stat.example/2022"' in page
    assert "register before the reform" not in page


def test_a_wrong_slug_leads_to_the_right_one(guest):
    unit = UnitFactory(name_ky="Ак-Суу")
    right = f"/ru/municipalities/{unit.pk}-ak-suu/"
    for wrong in (f"{unit.pk}", f"{unit.pk}-x", f"{unit.pk}-Ak-Suu", f"{unit.pk}-ак-суу"):
        response = guest.get(f"/ru/municipalities/{wrong}/?from=7")
        assert (response.status_code, response["Location"]) == (301, f"{right}?from=7")


@pytest.mark.parametrize("pk", ["0", "-1", "999999", "1" * 30, "9" * 5000, "x", "1.5", "%00", "٣"])
@pytest.mark.parametrize("slug", ["-x/", "/"])
def test_an_unknown_number_is_not_found(guest, pk, slug):
    assert guest.get(f"/ky/municipalities/{pk}{slug}").status_code == 404


def test_an_oblast_lists_its_municipalities(guest, district, same_query_count):
    def grow(number):
        for _ in range(number):
            unit = UnitFactory(parent=DistrictFactory(parent=district.parent))
            merge_units(units=[UnitFactory()], successor=unit, on=DAY, act=ACT)

    url = district.parent.get_absolute_url()
    same_query_count(lambda: text_of(guest.get(url)), grow)
    assert text_of(guest.get(url)).count('<details class="facet"') == 31


def test_history_of_a_unit_costs_the_same_for_many(guest, same_query_count):
    unit = UnitFactory()

    def grow(number):
        merge_units(units=UnitFactory.create_batch(number), successor=unit, on=DAY, act=ACT)

    same_query_count(lambda: text_of(guest.get(unit.get_absolute_url())), grow)


def test_a_merged_unit_leads_to_its_successor(guest, merged):
    old, new = merged
    response = guest.get(old.get_absolute_url())
    assert (response.status_code, response["Location"]) == (302, f"{new.get_absolute_url()}?from={old.pk}")
    page = text_of(guest.get(response["Location"]))
    assert page.count("Эски айыл аймагы") >= 2
    assert 'class="notice notice--gold' in page
    assert ACT in page
    plain = text_of(guest.get(new.get_absolute_url()))
    assert 'class="notice notice--gold' not in plain
    assert "Эски айыл аймагы" in plain


@pytest.mark.parametrize("value", ["x", "0", "1" * 40, "-1", ""])
def test_from_must_be_a_predecessor(guest, merged, value):
    _old, new = merged
    stranger = UnitFactory(name_ky="Чоочун")
    for number in (value, str(stranger.pk)):
        page = text_of(guest.get(new.get_absolute_url(), {"from": number}))
        assert 'class="notice notice--gold' not in page
        assert "Чоочун" not in page


def test_two_mergers_lead_to_the_last_successor(guest, merged):
    old, middle = merged
    last = UnitFactory(name_ky="Акыркы")
    merge_units(units=[middle], successor=last, on=DAY + timedelta(days=400), act=ACT)
    assert guest.get(old.get_absolute_url())["Location"] == f"{last.get_absolute_url()}?from={old.pk}"


def test_a_divided_unit_gives_a_choice(guest):
    old, *parts = UnitFactory.create_batch(3)
    split_unit(unit=old, successors=parts, on=DAY, act=ACT)
    page = text_of(guest.get(old.get_absolute_url()))
    assert '<meta name="robots" content="noindex">' in page
    for part in parts:
        assert f'href="{part.get_absolute_url()}?from={old.pk}"' in page


def test_a_merger_to_come_is_announced(guest, today):
    old, new = UnitFactory.create_batch(2)
    merge_units(units=[old], successor=new, on=today + timedelta(days=30), act=ACT)
    page = text_of(guest.get(old.get_absolute_url()))
    assert new.get_absolute_url() in page


def test_a_unit_that_ended_without_successors_keeps_its_page(guest):
    unit = UnitFactory(valid_to=DAY)
    assert unit.name in text_of(guest.get(unit.get_absolute_url()))


def test_upper_apps_show_their_blocks(guest, merged, monkeypatch):
    """T20: what belonged to a merged municipality is reached from the successor by lineage."""
    old, new = merged
    monkeypatch.setattr(related, "_blocks", {})

    def block(context, unit):
        return f"<p>lineage {sorted(unit.lineage())}</p>"

    monkeypatch.setitem(related._blocks, "reference.unit", [(1, block)])
    monkeypatch.setitem(related._blocks, "reference.topic", [(1, lambda context, topic: f"<p>about {topic.slug}</p>")])
    assert f"<p>lineage {sorted([old.pk, new.pk])}</p>" in text_of(guest.get(new.get_absolute_url()))
    topic = TopicFactory(slug="water")
    assert "<p>about water</p>" in text_of(guest.get(topic.get_absolute_url()))


def test_pages_are_the_same_for_every_guest(guest, merged):
    topic = TopicFactory()
    _old, new = merged
    for url in (reverse("topic_list"), topic.get_absolute_url(), reverse("unit_list"), new.get_absolute_url()):
        response = guest.get(url)
        assert response.cookies == {}
        assert "csrfmiddlewaretoken" not in text_of(response)
        assert guest.get(url, headers={"accept-language": "en"}).content == response.content
        assert guest.post(url).status_code == 405


def test_former_names_are_shown_with_what_is_known_of_them(guest, year_ago):
    unit = UnitFactory(name_ky="Маргун айыл аймагы")
    unit.former_names.create(name_ky="Эң эски айыл аймагы")
    rename_unit(unit=unit, names={"ky": "Кең-Талаа айыл аймагы"}, on=year_ago, act=ACT)
    page = text_of(guest.get(unit.get_absolute_url()))
    assert page.index("<span>Маргун айыл аймагы</span><small>") < page.index("<span>Эң эски айыл аймагы</span></li>")


def test_a_description_is_escaped(guest):
    topic = TopicFactory(name_ky='"><script>x</script>', description_ky='"><script>y</script>')
    page = text_of(guest.get(topic.get_absolute_url()))
    assert "<script>x" not in page
    assert "<script>y" not in page
