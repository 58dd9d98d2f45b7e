from datetime import date, timedelta

import pytest

from tajryiba.audit.models import Event
from tajryiba.core import hooks
from tajryiba.core.errors import DomainError
from tajryiba.reference.domain import create_unit, merge_units, move_unit, rename_unit, set_population, split_unit
from tajryiba.reference.enums import NameStatus, UnitKind
from tajryiba.reference.models import Succession, Unit
from tests.factories.reference import DistrictFactory, OblastFactory, UnitFactory

pytestmark = pytest.mark.django_db

ACT = "Law 1 of 1 January 2025"
DAY = date(2025, 1, 1)


def refused(expected, verb, **facts):
    events = Event.objects.count()
    with pytest.raises(DomainError) as caught:
        verb(**facts)
    assert caught.value.code == expected
    assert str(caught.value)
    assert Event.objects.count() == events


# --- merge ---


def test_a_merged_unit_ends_and_keeps_its_row(heard):
    first, second, new = UnitFactory.create_batch(3, register_pre_reform=True)
    merge_units(units=[first, second], successor=new, on=DAY, act=f" {ACT} ")
    for unit in (first, second, new):
        unit.refresh_from_db()
    assert [unit.valid_to for unit in (first, second, new)] == [DAY, DAY, None]
    assert [unit.register_pre_reform for unit in (first, second, new)] == [False, False, False]
    assert list(Succession.objects.order_by("pk").values_list("predecessor", "successor", "since", "act")) == [
        (first.pk, new.pk, DAY, ACT),
        (second.pk, new.pk, DAY, ACT),
    ]
    events = Event.objects.filter(verb="reference.unit_merged").order_by("pk")
    assert [(event.unit_id, event.data) for event in events] == [
        (unit.pk, {"successors": [new.pk], "on": "2025-01-01", "act": ACT}) for unit in (first, second)
    ]
    facts = {"units": [first, second], "successors": [new], "on": DAY, "act": ACT, "actor": None}
    assert heard == [("unit_merged", facts)]


def test_split_gives_several_successors():
    unit, *parts = UnitFactory.create_batch(3)
    assert split_unit(unit=unit, successors=parts, on=DAY, act=ACT) == parts
    assert set(unit.successors.all()) == set(parts)
    assert set(parts[0].predecessors.all()) == {unit}
    assert unit.current_successors() == parts


def test_an_error_in_a_hook_undoes_the_merger(monkeypatch):
    old, new = UnitFactory.create_batch(2)

    def fail(event, **facts):
        raise DomainError("no")

    monkeypatch.setattr(hooks, "call", fail)
    with pytest.raises(DomainError):
        merge_units(units=[old], successor=new, on=DAY, act=ACT)
    old.refresh_from_db()
    assert (old.valid_to, Succession.objects.count()) == (None, 0)


def test_a_unit_is_not_merged_into_itself():
    unit, other = UnitFactory.create_batch(2)
    refused("itself", merge_units, units=[other, unit], successor=unit, on=DAY, act=ACT)
    assert not Unit.objects.exclude(valid_to=None).exists()


def test_a_unit_is_not_merged_into_its_predecessor():
    """The predecessor lives on, as when a part was given away and is taken back by an entry gone wrong."""
    old, new = UnitFactory.create_batch(2)
    Succession.objects.create(predecessor=old, successor=new, since=DAY, act=ACT)
    on = DAY + timedelta(days=1)
    refused("own_predecessor", merge_units, units=[new], successor=old, on=on, act=ACT)


def test_a_unit_that_has_ended_is_not_merged_twice_and_takes_over_nothing():
    old, new, other = UnitFactory.create_batch(3)
    merge_units(units=[old], successor=new, on=DAY, act=ACT)
    refused("ended", merge_units, units=[old], successor=new, on=DAY, act=ACT)
    refused("successor_ended", merge_units, units=[other], successor=old, on=DAY, act=ACT)


def test_stale_objects_are_read_again():
    old, new = UnitFactory.create_batch(2)
    stale = Unit.objects.get(pk=old.pk)
    merge_units(units=[old], successor=new, on=DAY, act=ACT)
    refused("ended", merge_units, units=[stale], successor=new, on=DAY, act=ACT)


@pytest.mark.parametrize("days", [0, 1])
def test_a_unit_does_not_end_before_it_begins(days):
    old, new = UnitFactory(valid_from=DAY), UnitFactory()
    on = DAY - timedelta(days=days)
    refused("too_early", merge_units, units=[old], successor=new, on=on, act=ACT)


def test_a_unit_does_not_end_before_it_took_over_another():
    first, second, third = UnitFactory.create_batch(3)
    merge_units(units=[first], successor=second, on=DAY, act=ACT)
    refused("too_early", merge_units, units=[second], successor=third, on=DAY, act=ACT)


def test_a_successor_exists_on_the_day():
    old, new = UnitFactory(), UnitFactory(valid_from=DAY + timedelta(days=1))
    refused("successor_later", merge_units, units=[old], successor=new, on=DAY, act=ACT)


def test_a_district_with_units_in_it_does_not_end(district):
    inside = UnitFactory(parent=district)
    other = DistrictFactory(parent=district.parent)
    refused("not_empty", merge_units, units=[district], successor=other, on=DAY, act=ACT)
    move_unit(unit=inside, parent=other, act=ACT)
    merge_units(units=[district], successor=other, on=DAY, act=ACT)
    assert district.valid_to == DAY


def test_the_country_is_not_merged():
    country, oblast = UnitFactory(kind=UnitKind.COUNTRY), OblastFactory()
    refused("country", merge_units, units=[country], successor=oblast, on=DAY, act=ACT)
    refused("country", merge_units, units=[oblast], successor=country, on=DAY, act=ACT)


def test_a_merger_needs_units_and_an_act():
    unit, other = UnitFactory.create_batch(2)
    refused("nothing_chosen", merge_units, units=[], successor=unit, on=DAY, act=ACT)
    refused("nothing_chosen", split_unit, unit=unit, successors=[], on=DAY, act=ACT)
    refused("no_act", merge_units, units=[other], successor=unit, on=DAY, act="  ")


def test_a_unit_named_twice_is_merged_once():
    old, new = UnitFactory.create_batch(2)
    merge_units(units=[old, old], successor=new, on=DAY, act=ACT)
    assert Succession.objects.count() == 1


# --- rename ---


def test_rename_keeps_the_old_name_and_finds_by_it(heard):
    unit = UnitFactory(name_ky="Маргун айыл аймагы", name_ru="Маргунский айылный аймак", name_status=NameStatus.DERIVED)
    names = {"ky": "Кең-Талаа айыл аймагы", "ru": "айылный аймак Кен-Талаа"}
    rename_unit(unit=unit, names=names, on=DAY, act=ACT)
    unit.refresh_from_db()
    assert (unit.name_ky, unit.name_ru, unit.name_en) == (names["ky"], names["ru"], "")
    assert (unit.slug, unit.name_status) == ("keng-talaa-ayyl-aymagy", NameStatus.OFFICIAL)
    old = unit.former_names.get()
    assert (old.name_ky, old.name_ru, old.valid_from, old.valid_to, old.act) == (
        "Маргун айыл аймагы",
        "Маргунский айылный аймак",
        None,
        DAY,
        ACT,
    )
    assert [list(Unit.objects.matching(text)) for text in ("кен талаа", "маргун", "Margun")] == [[unit]] * 3
    before = {"ky": "Маргун айыл аймагы", "ru": "Маргунский айылный аймак", "en": ""}
    assert heard == [("unit_renamed", {"unit": unit, "before": before, "on": DAY, "act": ACT, "actor": None})]
    event = Event.objects.get(verb="reference.unit_renamed")
    assert (event.unit_id, event.data["before"], event.data["after"]) == (unit.pk, before, {**names, "en": ""})


def test_names_follow_each_other():
    unit = UnitFactory(valid_from=DAY, name_ky="Биринчи")
    second, third = DAY + timedelta(days=10), DAY + timedelta(days=20)
    rename_unit(unit=unit, names={"ky": "Экинчи"}, on=second, act=ACT)
    refused("too_early", rename_unit, unit=unit, names={"ky": "Үчүнчү"}, on=second, act=ACT)
    rename_unit(unit=unit, names={"ky": "Үчүнчү"}, on=third, act=ACT)
    names = unit.former_names.values_list("name_ky", "valid_from", "valid_to")
    assert list(names) == [("Экинчи", second, third), ("Биринчи", DAY, second)]


def test_rename_refuses(today):
    unit = UnitFactory(name_ky="Ак-Суу", valid_from=DAY)
    new, on = {"ky": "Көк-Суу"}, DAY + timedelta(days=1)
    refused("no_name", rename_unit, unit=unit, names={"ky": " "}, on=on, act=ACT)
    refused("same_names", rename_unit, unit=unit, names={"ky": "Ак-Суу "}, on=on, act=ACT)
    refused("no_act", rename_unit, unit=unit, names=new, on=on, act="")
    refused("too_early", rename_unit, unit=unit, names=new, on=DAY, act=ACT)
    refused("future", rename_unit, unit=unit, names=new, on=today + timedelta(days=1), act=ACT)
    merge_units(units=[unit], successor=UnitFactory(), on=on, act=ACT)
    refused("ended", rename_unit, unit=unit, names=new, on=on, act=ACT)


# --- create, move, population ---


def test_create_puts_the_unit_into_its_district_and_oblast(district):
    names = {"ky": "Каркыра айыл аймагы", "ru": "айылный аймак Каркыра"}
    unit = create_unit(kind=UnitKind.AIYL_AIMAK, names=names, parent=district, valid_from=DAY)
    unit.refresh_from_db()
    assert (unit.district, unit.oblast, unit.code, unit.register_pre_reform) == (district, district.parent, None, False)
    assert unit.sort_en == unit.sort_ky != unit.sort_ru
    again = create_unit(kind=UnitKind.AIYL_AIMAK, names=names, parent=district, code="")
    assert again.code is None
    assert list(Event.objects.values_list("verb", "unit_id")) == [
        ("reference.unit_created", again.pk),
        ("reference.unit_created", unit.pk),
    ]


def test_an_oblast_and_a_district_point_to_themselves():
    country = UnitFactory(kind=UnitKind.COUNTRY)
    oblast = create_unit(kind=UnitKind.OBLAST, names={"ky": "Чүй облусу"}, parent=country)
    district = create_unit(kind=UnitKind.DISTRICT, names={"ky": "Жайыл району"}, parent=oblast)
    oblast.refresh_from_db()
    district.refresh_from_db()
    assert (oblast.oblast, oblast.district) == (oblast, None)
    assert (district.oblast, district.district) == (oblast, district)


def test_create_refuses(district):
    UnitFactory(code="41702205805000")
    facts = {"kind": UnitKind.AIYL_AIMAK, "names": {"ky": "Ак-Суу"}, "parent": district}
    refused("no_name", create_unit, **{**facts, "names": {}})
    refused("code_taken", create_unit, **facts, code="41702205805000")
    refused("wrong_place", create_unit, **{**facts, "parent": UnitFactory(parent=district)})
    refused("wrong_place", create_unit, **{**facts, "kind": UnitKind.COUNTRY})
    ended = DistrictFactory(valid_to=DAY)
    refused("ended", create_unit, **{**facts, "parent": ended})


def test_a_district_moves_with_all_that_is_in_it(district):
    inside = UnitFactory(parent=district)
    oblast = OblastFactory()
    move_unit(unit=district, parent=oblast, act=ACT)
    inside.refresh_from_db()
    assert (district.oblast, district.district, inside.oblast, inside.district) == (oblast, district, oblast, district)


def test_move_refuses(district):
    unit, ended = UnitFactory(parent=district), UnitFactory(parent=district, valid_to=DAY)
    refused("wrong_place", move_unit, unit=unit, parent=unit, act=ACT)
    refused("no_act", move_unit, unit=unit, parent=district, act="")
    refused("ended", move_unit, unit=ended, parent=district, act=ACT)


def test_population_has_a_source(today):
    unit = UnitFactory()
    set_population(unit=unit, population=6840, source=" Census ", year=2022)
    unit.refresh_from_db()
    assert (unit.population, unit.population_source, unit.population_year) == (6840, "Census", 2022)
    refused("no_source", set_population, unit=unit, population=0, source="")
    refused("negative", set_population, unit=unit, population=-1, source="Census")
    refused("wrong_year", set_population, unit=unit, population=1, source="Census", year=today.year + 1)
    refused("wrong_year", set_population, unit=unit, population=1, source="Census", year=22)
    set_population(unit=unit, population=None, source="Census", year=2022)
    unit.refresh_from_db()
    assert (unit.population, unit.population_source, unit.population_year) == (None, "", None)
