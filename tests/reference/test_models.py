from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from tajryiba.reference.domain import merge_units, split_unit
from tajryiba.reference.enums import UnitKind
from tajryiba.reference.models import Succession, Topic, Unit
from tests.factories.reference import DistrictFactory, OblastFactory, TopicFactory, UnitFactory

pytestmark = pytest.mark.django_db

DAY = date(2025, 1, 1)
ACT = "Law 1"


@pytest.fixture
def chain():
    """a and b became c; c was divided into d and e."""
    units = dict(zip("abcde", UnitFactory.create_batch(5), strict=True))
    merge_units(units=[units["a"], units["b"]], successor=units["c"], on=DAY, act=ACT)
    split_unit(unit=units["c"], successors=[units["d"], units["e"]], on=DAY + timedelta(days=9), act=ACT)
    return units


def test_lineage_reaches_every_predecessor(chain, django_assert_num_queries):
    ids = {name: unit.pk for name, unit in chain.items()}
    with django_assert_num_queries(1):
        assert chain["d"].lineage() == {ids["d"], ids["c"], ids["a"], ids["b"]}
    assert chain["a"].lineage() == {ids["a"]}


def test_current_successors_skip_those_that_ended(chain, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert chain["a"].current_successors() == [chain["d"], chain["e"]]
    with django_assert_num_queries(0):
        assert chain["d"].current_successors() == [chain["d"]]


def test_a_circle_does_no_harm():
    first, second = UnitFactory.create_batch(2, valid_to=DAY)
    Succession.objects.create(predecessor=first, successor=second, since=DAY, act=ACT)
    Succession.objects.create(predecessor=second, successor=first, since=DAY, act=ACT)
    assert first.lineage() == {first.pk, second.pk}
    assert first.current_successors() == []


def test_a_unit_ends_on_its_day_not_before(today):
    planned, ended = UnitFactory(valid_to=today + timedelta(days=1)), UnitFactory(valid_to=today)
    assert (planned.has_ended, ended.has_ended) == (False, True)
    assert list(Unit.objects.current()) == [planned]
    assert set(Unit.objects.current(today - timedelta(days=1))) == {planned, ended}
    later = UnitFactory(valid_from=today + timedelta(days=1))
    assert later not in Unit.objects.current()


def test_within_finds_the_unit_and_all_in_it(district):
    unit = UnitFactory(parent=district)
    city = UnitFactory(kind=UnitKind.CITY, parent=district.parent)
    stranger = UnitFactory(parent=DistrictFactory())
    country = UnitFactory(kind=UnitKind.COUNTRY)
    oblast = district.parent
    assert set(Unit.objects.within(oblast)) == {oblast, district, unit, city}
    assert set(Unit.objects.within(district)) == {district, unit}
    assert set(Unit.objects.within(unit)) == {unit}
    assert set(Unit.objects.within(oblast).municipalities()) == {unit, city}
    assert stranger in Unit.objects.within(country)


def test_kyrgyz_order_and_no_row_lost_without_a_name_in_the_language(language):
    """T24: a unit that has a name in another language only stays in the list, in the order that is seen."""
    names = ["Ай", "Өзгөн", "Ош", "Үч-Коргон", "Ус"]
    for name in names:
        UnitFactory(name_ky=name)
    assert [unit.name for unit in Unit.objects.by_name()] == ["Ай", "Ош", "Өзгөн", "Ус", "Үч-Коргон"]
    UnitFactory(name_ky="", name_ru="Бишкек")
    assert [unit.name for unit in Unit.objects.by_name()][1] == "Бишкек"


def test_names_are_found_as_people_type_them():
    unit = UnitFactory(name_ky="Көк-Жаңгак шаары", name_ru="г. Кок-Жангак", code="41703400000010")
    UnitFactory(name_ky="Сокулук айыл аймагы")
    for text in ("кок жангак", "КӨК-ЖАҢГАК", "Kok-Zhangak", "жангак кок", "41703400000010", "\x00жангак"):
        assert list(Unit.objects.matching(text)) == [unit], text
    for text in ("", "  ", "%", "_", "'--", "😀"):
        assert list(Unit.objects.matching(text)) == [], text


def test_the_address_is_the_same_object_in_every_language():
    unit = UnitFactory(name_ky="Көк-Жар айыл аймагы")
    end = f"/municipalities/{unit.pk}-kok-zhar-ayyl-aymagy/"
    assert unit.alternates() == {code: f"/{code}{end}" for code in ("ky", "ru", "en")}
    topic = TopicFactory(slug="water")
    assert topic.alternates() == {code: f"/{code}/topics/water/" for code in ("ky", "ru", "en")}


def test_municipalities_are_aimaks_and_cities():
    kinds = {kind: UnitFactory(kind=kind).is_municipality for kind in UnitKind}
    assert {kind for kind, municipality in kinds.items() if municipality} == {"aiyl_aimak", "city", "republic_city"}
    assert {unit.kind for unit in Unit.objects.municipalities()} == {"aiyl_aimak", "city", "republic_city"}


@pytest.mark.parametrize(
    "facts", [{"name_ky": ""}, {"valid_from": DAY, "valid_to": DAY}, {"code": "41702205805000"}, {"population": -1}]
)
def test_the_database_refuses_what_cannot_be(facts):
    OblastFactory(code="41702205805000")
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitFactory(**facts)


def test_a_succession_is_entered_once_and_not_of_itself():
    old, new = UnitFactory.create_batch(2)
    Succession.objects.create(predecessor=old, successor=new, since=DAY, act=ACT)
    for successor in (old, new):
        with pytest.raises(IntegrityError), transaction.atomic():
            Succession.objects.create(predecessor=old, successor=successor, since=DAY, act=ACT)


def test_a_topic_falls_back_to_another_language():
    topic = TopicFactory(name_ky="", name_ru="Вода", description_ky="Суу")
    with translation.override("en"):
        assert (topic.name, topic.name_language) == ("Вода", "ru")
        assert (topic.description, topic.description_language) == ("Суу", "ky")


@pytest.mark.parametrize("field", ["icon", "illustration"])
def test_a_drawing_that_does_not_exist_is_refused(field):
    topic = Topic(slug="x", name_ky="Тема", **{field: "../../etc"})
    with pytest.raises(ValidationError) as caught:
        topic.full_clean()
    assert list(caught.value.error_dict) == [field]
    setattr(topic, field, {"icon": "droplet", "illustration": "water"}[field])
    topic.full_clean()
