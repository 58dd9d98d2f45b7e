"""Reminders: each once, to the right people, and none after somebody did something."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tajryiba.notify.models import Notice
from tajryiba.practices.adoption import domain
from tajryiba.practices.adoption.enums import Stage
from tajryiba.practices.adoption.tasks import remind_adoptions
from tajryiba.practices.models import Adoption
from tests.factories.adoption import Team, adoption, at_stage, key
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def silent(row: Adoption, days: int) -> None:
    Adoption.objects.filter(pk=row.pk).update(active_at=timezone.now() - timedelta(days=days, minutes=1))


def notices(kind: str) -> list:
    return [notice.user for notice in Notice.objects.filter(kind=f"practices.adoption_{kind}").order_by("pk")]


def test_a_month_of_silence_is_answered_once():
    team = Team()
    row = adoption(team)
    silent(row, 29)
    assert domain.sweep() == 0
    silent(row, 30)
    assert domain.sweep() == 1
    assert domain.sweep() == 0
    assert notices("silent") == [team.member]


def test_after_new_activity_the_count_begins_anew():
    team = Team()
    row = adoption(team)
    silent(row, 31)
    domain.sweep()
    domain.write_note(adoption=row, by=team.member, text="Жандандык", key=key())
    assert domain.sweep() == 0
    silent(row, 30)
    assert domain.sweep() == 1
    assert notices("silent") == [team.member, team.member]


def test_three_months_of_silence_reach_the_coordinator():
    coordinator, row = person("coordinator"), adoption()
    silent(row, 90)
    assert domain.sweep() == 2
    assert notices("coordinator") == [coordinator]
    assert domain.sweep() == 0


@pytest.mark.parametrize("stage", [Stage.DONE, Stage.STOPPED])
def test_what_is_finished_or_stopped_is_left_alone(stage):
    team = Team()
    if stage == Stage.DONE:
        row = at_stage(stage, team)
    else:
        row = domain.move(adoption=adoption(team), to=stage, by=team.member, reason="Нет денег")
    row.steps.update(due=timezone.localdate() - timedelta(days=3), owner=team.member)
    silent(row, 100)
    assert domain.sweep() == 0


def test_an_overdue_step_is_told_to_its_owner_once_for_each_date():
    team = Team()
    row = adoption(team)
    step = row.steps.first()
    yesterday = timezone.localdate() - timedelta(days=1)
    row.steps.filter(pk=step.pk).update(owner=team.member, due=timezone.localdate())
    assert domain.sweep() == 0
    row.steps.filter(pk=step.pk).update(due=yesterday)
    assert (domain.sweep(), domain.sweep()) == (1, 0)
    row.steps.filter(pk=step.pk).update(due=yesterday - timedelta(days=1))
    assert domain.sweep() == 1
    assert notices("step_overdue") == [team.member, team.member]


def test_a_done_step_and_one_whose_owner_left_say_nothing():
    team = Team()
    row = adoption(team)
    yesterday = timezone.localdate() - timedelta(days=1)
    done, left = row.steps.all()
    row.steps.filter(pk=done.pk).update(owner=team.member, due=yesterday, done_on=yesterday)
    row.steps.filter(pk=left.pk).update(owner=person(), due=yesterday)
    assert domain.sweep() == 0
    assert notices("step_overdue") == []


def test_the_task_sweeps():
    row = adoption()
    silent(row, 30)
    remind_adoptions.call_local()
    assert len(notices("silent")) == 1
