import json
from pathlib import Path

import pytest
from django.core.management import call_command

from tajryiba.audit.models import Event
from tajryiba.reference import domain
from tajryiba.reference.domain import load_register, load_topics, merge_units, rename_unit
from tajryiba.reference.enums import NameStatus, UnitKind
from tajryiba.reference.models import Subtheme, Topic, Unit

pytestmark = pytest.mark.django_db

STARTER = Path(domain.__file__).parents[1] / "starter"
COUNTRY = {"code": "41700000000000", "kind": "country", "parent": None, "name_ky": "Кыргыз Республикасы"}
OBLAST = {"code": "41708000000000", "kind": "oblast", "parent": COUNTRY["code"], "name_ky": "Чүй облусу"}
DISTRICT = {"code": "41708203000000", "kind": "district", "parent": OBLAST["code"], "name_ky": "Аламүдүн району"}
AIMAK = {"code": "41708203811000", "kind": "aiyl_aimak", "parent": DISTRICT["code"], "name_ky": "Ак-Дөбө айыл аймагы"}
REGISTER = [AIMAK, DISTRICT, OBLAST, COUNTRY]  # in any order
TOPIC = {
    "slug": "water",
    "order": 6,
    "name_ky": "Суу",
    "description_ky": "Таза суу",
    "icon": "droplet",
    "illustration": "water",
    "subthemes": [{"ky": "Тариф", "ru": "Тариф"}, {"ky": "Эсептегич"}],
}


def dump(model):
    return list(model.objects.order_by("pk").values())


def test_the_starter_register_is_whole(django_assert_max_num_queries):
    units = json.loads((STARTER / "units.json").read_text())
    assert "CC BY 4.0" in units["licence"]
    with django_assert_max_num_queries(290):  # the search's rows and words, and the count of each write, come on top
        assert load_register(units["units"]) == 537
    kinds = {kind: Unit.objects.filter(kind=kind).count() for kind in UnitKind.values}
    assert kinds == {
        "country": 1,
        "oblast": 7,
        "republic_city": 2,
        "city_district": 4,
        "district": 40,
        "city": 29,
        "settlement": 1,
        "aiyl_aimak": 453,
    }
    assert Unit.objects.filter(valid_to=None, valid_from=None, register_pre_reform=True).count() == 537
    assert not Unit.objects.filter(kind=UnitKind.AIYL_AIMAK).exclude(population=None).exists()
    assert not Unit.objects.exclude(kind=UnitKind.COUNTRY).filter(oblast=None).exists()
    assert not Unit.objects.filter(kind=UnitKind.AIYL_AIMAK, district=None).exists()
    margun = Unit.objects.matching("маргун").get()
    assert (margun.name_ky, margun.former_names.get().name_ky) == ("Кең-Талаа айыл аймагы", "Маргун айыл аймагы")


def test_places_and_facts_are_taken_over():
    facts = {"population": 100, "population_source": "Census", "population_year": 2022, "lat": 42.6, "lon": 75.1}
    load_register([COUNTRY, {**OBLAST, **facts}, DISTRICT, {**AIMAK, "name_status": "derived"}])
    oblast, district, aimak = (Unit.objects.get(code=row["code"]) for row in (OBLAST, DISTRICT, AIMAK))
    assert (oblast.population, oblast.population_source, oblast.population_year) == (100, "Census", 2022)
    assert (oblast.lat, oblast.lon, oblast.oblast) == (42.6, 75.1, oblast)
    assert (district.oblast, district.district, district.population) == (oblast, district, None)
    assert (aimak.parent, aimak.district, aimak.oblast) == (district, district, oblast)
    assert (aimak.name_status, oblast.name_status) == (NameStatus.DERIVED, NameStatus.OFFICIAL)


def test_a_second_loading_changes_nothing():
    assert (load_register(REGISTER), load_topics([TOPIC])) == (4, 1)
    before = [dump(model) for model in (Unit, Topic, Subtheme)]
    assert (load_register(REGISTER), load_topics([TOPIC])) == (0, 0)
    assert [dump(model) for model in (Unit, Topic, Subtheme)] == before
    assert list(Event.objects.order_by("pk").values_list("verb", "data")) == [
        ("reference.register_loaded", {"units": 4}),
        ("reference.topics_loaded", {"topics": 1}),
    ]


def test_a_reload_does_not_overwrite_what_was_edited(today):
    load_register(REGISTER)
    aimak, district = (Unit.objects.get(code=row["code"]) for row in (AIMAK, DISTRICT))
    rename_unit(unit=aimak, names={"ky": "Достук айыл аймагы"}, on=today, act="Law 1")
    Unit.objects.filter(pk=aimak.pk).update(population=500, population_source="Passport")
    facts = {"population": 100, "population_source": "Census", "population_year": 2022, "name_ru": "Ак-Дебенский"}
    load_register([{**AIMAK, **facts}, {**DISTRICT, **facts}])
    aimak.refresh_from_db()
    district.refresh_from_db()
    assert (aimak.name_ky, aimak.name_ru) == ("Достук айыл аймагы", "")
    assert (aimak.population, aimak.population_source, aimak.population_year) == (500, "Passport", None)
    assert (district.population, district.population_source, district.population_year) == (100, "Census", 2022)


def test_a_reload_leaves_a_merger_alone(year_ago):
    load_register([*REGISTER, {**AIMAK, "code": "41708203822000"}])
    old, new = Unit.objects.filter(kind=UnitKind.AIYL_AIMAK).order_by("code")
    merge_units(units=[old], successor=new, on=year_ago, act="Law 1")
    load_register(REGISTER)
    old.refresh_from_db()
    assert (old.valid_to, old.register_pre_reform, old.current_successors()) == (year_ago, False, [new])


def test_a_topic_keeps_the_words_of_the_editor():
    load_topics([TOPIC])
    topic = Topic.objects.get()
    assert list(topic.subthemes.values_list("order", "name_ky", "name_ru")) == [
        (1, "Тариф", "Тариф"),
        (2, "Эсептегич", ""),
    ]
    Topic.objects.update(name_ky="Ичүүчү суу", order=1, description_ky="")
    Subtheme.objects.filter(order=2).delete()
    load_topics([{**TOPIC, "name_en": "Water"}])
    topic.refresh_from_db()
    assert (topic.name_ky, topic.name_en, topic.description_ky, topic.order) == ("Ичүүчү суу", "Water", "Таза суу", 1)
    assert topic.subthemes.count() == 1


def test_the_command_loads_both_and_can_be_repeated(capsys):
    call_command("load_reference")
    call_command("load_reference")
    assert capsys.readouterr().out == "units: 537 new, topics: 15 new\nunits: 0 new, topics: 0 new\n"
    assert not Topic.objects.filter(name_ky="").exists()
    for topic in Topic.objects.all():
        topic.full_clean()
