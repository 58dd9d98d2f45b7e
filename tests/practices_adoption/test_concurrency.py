"""Ten clicks at one moment make one adoption, one report, one letter."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from tajryiba.audit.models import Event
from tajryiba.practices.adoption import domain
from tajryiba.practices.models import Adoption, AdoptionLetter, AdoptionReport, AdoptionStep
from tests.factories.adoption import Team, adoptable, adoption, key

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(deed) -> None:
    barrier, faults = threading.Barrier(10), []

    def run():
        try:
            barrier.wait()
            deed()
        except Exception as fault:  # noqa: BLE001  (the test shows whatever went wrong in a thread)
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_ten_clicks_make_one_adoption():
    team, practice = Team(), adoptable()
    facts = {"practice": practice, "organisation": team.organisation, "unit": team.unit, "by": team.member}
    at_once(lambda: domain.adopt(**facts))
    assert Adoption.objects.count() == 1
    assert AdoptionStep.objects.count() == 2
    assert Event.objects.filter(verb="practices.adopted").count() == 1


def test_ten_reports_and_letters_are_one():
    team, sent = Team(), key()
    row = adoption(team)
    facts = {"adoption": row, "by": team.member, "text": "Бир", "key": sent}
    at_once(lambda: domain.write_report(**facts, on=timezone.localdate()))
    at_once(lambda: domain.write_letter(**facts))
    assert (AdoptionReport.objects.count(), AdoptionLetter.objects.count()) == (1, 1)


def test_ten_moves_are_one():
    team = Team()
    row = adoption(team)
    at_once(lambda: domain.move(adoption=row, to="adapting", by=team.member))
    assert row.moves.count() == 2
