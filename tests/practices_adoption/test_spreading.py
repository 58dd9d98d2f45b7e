"""The picture of spreading: what is public, and what a hidden adoption must not give away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tajryiba.core import hooks
from tajryiba.practices.adoption import domain, spreading
from tajryiba.practices.adoption.blocks import map_facts
from tajryiba.practices.adoption.enums import PublicPart, Stage
from tajryiba.practices.adoption.handlers import places_to_visit
from tajryiba.practices.models import Adoption
from tajryiba.reference.domain import merge_units
from tajryiba.reference.models import Unit
from tajryiba.reference.queries import outlines
from tests.factories import practices as make
from tests.factories.adoption import Team, adoptable, adoption, at_stage

pytestmark = pytest.mark.django_db


def show(row: Adoption, team: Team, *parts: str) -> Adoption:
    return domain.choose_public(adoption=row, by=team.member, parts=parts, is_hidden=False)


def done_after(days: int, practice) -> Adoption:
    row = at_stage(Stage.DONE, practice=practice)
    Adoption.objects.filter(pk=row.pk).update(started_on=row.done_on - timedelta(days=days))
    return row


def test_hidden_ones_are_neither_named_nor_counted():
    practice = adoptable()
    adoption(practice=practice, is_hidden=True)
    assert not spreading.spread_of(practice)
    assert spreading.totals().total == 0
    assert spreading.ranking() == []
    hidden = Adoption.objects.get()
    assert spreading.public_adoption(hidden.pk) is None
    assert not spreading.gives_and_takes(hidden.unit)
    assert not spreading.gives_and_takes(practice.units.get())


def test_what_is_adopted_of_a_practice_that_is_no_longer_public_is_not_listed():
    practice = adoptable()
    row = adoption(practice=practice)
    for text in practice.texts.all():
        text.unpublish()
    assert spreading.totals().total == 0
    assert spreading.public_adoption(row.pk) is None


def test_the_furthest_come_first_and_the_stopped_last():
    practice, team = adoptable(), Team()
    studying = adoption(practice=practice)
    doing = at_stage(Stage.DOING, practice=practice)
    stopped = domain.move(adoption=adoption(team, practice), to="stopped", by=team.member, reason="Нет денег")
    done = at_stage(Stage.DONE, practice=practice)
    spread = spreading.spread_of(practice)
    assert spread.adoptions == [done, doing, studying, stopped]
    assert spread.done == 1


def test_changes_and_failures_only_of_those_who_show_them():
    practice, silent, open_one, stopped = adoptable(), Team(), Team(), Team()
    for team in (silent, open_one):
        row = at_stage(Stage.DONE, team, practice)
        row.conditions.filter(kind="money").update(change=f"Өзгөрүү {team.unit.pk}")
    show(row, open_one, PublicPart.CHANGES, PublicPart.STORY)
    third = domain.move(adoption=adoption(stopped, practice), to="stopped", by=stopped.member, reason="Нет денег")
    spread = spreading.spread_of(practice)
    assert [line.change for line in spread.changes] == [f"Өзгөрүү {open_one.unit.pk}"]
    assert [item["words"] for item in spread.failures] == ["Насос сломался."]
    show(third, stopped, PublicPart.STORY)
    assert [item["words"] for item in spreading.spread_of(practice).failures] == ["Нет денег", "Насос сломался."]


def test_the_median_waits_for_three():
    practice = adoptable()
    done_after(100, practice)
    done_after(300, practice)
    assert spreading.spread_of(practice).median_days is None
    done_after(140, practice)
    assert spreading.spread_of(practice).median_days == 140
    assert spreading.totals().median_days == 140


def test_points_only_where_the_place_is_known():
    practice = adoptable()
    adoption(Team(unit=make.unit("Координатсыз")), practice)
    row = adoption(practice=practice)
    names = [(point.name, point.is_origin) for point in spreading.spread_of(practice).points]
    assert names == [(row.unit.name, False), ("Алыскы", True)]


def test_a_municipality_gives_and_takes_also_what_was_merged_into_it():
    giver, taker, new = Team(), Team(), make.unit("Бириккен айыл аймагы")
    practice = adoptable(units=[giver.unit])
    row = adoption(taker, practice)
    assert spreading.gives_and_takes(giver.unit).gives == [row]
    assert spreading.gives_and_takes(taker.unit).takes == [row]
    merge_units(units=[giver.unit, taker.unit], successor=new, on=timezone.localdate(), act="№ 1")
    found = spreading.gives_and_takes(new)
    assert (found.gives, found.takes) == ([row], [row])


def test_an_oblast_gives_and_takes_what_lies_in_it():
    oblast = make.unit("Нарын облусу", kind="oblast")
    team = Team(unit=make.unit("Ак-Талаа", parent=oblast))
    row = adoption(team)
    assert spreading.gives_and_takes(oblast).takes == [row]


def test_rankings_need_two_and_the_last_three_years():
    practice, other = adoptable(), adoptable()
    adoption(practice=other)
    first, second = adoption(practice=practice), adoption(practice=practice)
    assert spreading.ranking() == [(practice.pk, 2)]
    assert [(row.pk, count) for row, count in spreading.most_adopted(practice.main_topic)] == [(practice.pk, 2)]
    assert spreading.most_adopted(make.topic("waste")) == []
    Adoption.objects.filter(pk=first.pk).update(started_on=timezone.localdate() - timedelta(days=4 * 365))
    assert spreading.ranking() == []
    assert second.pk


def test_totals_count_municipalities_of_today():
    one, two, new = Team(), Team(), make.unit("Бириккен айыл аймагы")
    practice = adoptable()
    adoption(one, practice)
    adoption(two, practice)
    assert spreading.totals().municipalities == 2
    merge_units(units=[one.unit, two.unit], successor=new, on=timezone.localdate(), act="№ 1")
    totals = spreading.totals()
    assert (totals.total, totals.municipalities, totals.practices) == (2, 1, 1)


def test_where_it_can_be_seen_at_work():
    practice = adoptable()
    doing = at_stage(Stage.DOING, practice=practice)
    adoption(practice=practice)  # only studies it: nothing to be seen yet
    adoption(practice=practice, is_hidden=True)
    [found] = [place for places in hooks.call("practice_adopters", practice=practice) for place in places]
    assert (found.unit, found.what, found.url) == (doing.unit, doing.get_stage_display(), doing.get_absolute_url())


def test_places_to_see_cost_one_query(django_assert_num_queries):
    practice = adoptable()
    for _number in range(3):
        at_stage(Stage.DOING, practice=practice)
    with django_assert_num_queries(1):
        found = places_to_visit(practice=practice)
        assert len([place.unit.oblast for place in found]) == 3


def test_the_map_is_darker_where_more_was_taken_up():
    codes = [row["code"] for row in outlines()["oblasts"]]
    [one, other, *rest] = [make.unit(code, kind="oblast", lat=42, lon=75) for code in codes]
    for unit, code in zip([one, other, *rest], codes, strict=True):
        Unit.objects.filter(pk=unit.pk).update(code=code)
    drawn = {item["shape"].unit.pk: item for item in map_facts({one.pk: 12, other.pk: 1})["shapes"]}
    assert (drawn[one.pk]["tone"], drawn[one.pk]["count"]) == ("k5", 12)
    assert drawn[other.pk]["tone"] == "k3"
    assert {drawn[unit.pk]["tone"] for unit in rest} == {"k2"}


def test_totals_by_stage_and_oblast():
    oblast = make.unit("Нарын облусу", kind="oblast")
    at_stage(Stage.DONE, Team(unit=make.unit("Ак-Талаа", parent=oblast)))
    adoption(Team(unit=make.unit("Жумгал", parent=oblast)))
    totals = spreading.totals()
    assert [(line["unit"], line["total"], line["done"]) for line in totals.oblasts] == [(oblast, 2, 1)]
    assert [count for _label, count in totals.stages] == [1, 0, 0, 0, 1, 0, 0]
