"""Checks that the level follows, questions a year later, the sweep."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.notify.models import Notice
from tajryiba.people.enums import MemberState
from tajryiba.practices.catalogue.index import current_index
from tajryiba.practices.evidence import domain
from tajryiba.practices.evidence.tasks import ask_rechecks
from tajryiba.practices.models import EvidenceCheck, Practice, Recheck
from tajryiba.reference.domain import merge_units
from tests.factories import practices as make
from tests.factories.people import make_organisation, membership, person

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 14)
BASIS = {"ky": "", "ru": "Отчёт о выезде 14 мая 2026", "en": ""}


def verify(practice, level=3, **changes) -> EvidenceCheck:
    facts = {"checker": "Институт политики развития", "checked_on": DAY, "basis": BASIS}
    return domain.verify(practice=practice, level=level, **{**facts, **changes})


def level_of(practice) -> int:
    return Practice.objects.get(pk=practice.pk).evidence_level


def events(name: str) -> int:
    return Event.objects.filter(verb=name).count()


# --- Checks ---


def test_the_level_follows_the_newest_check(practice):
    verify(practice, 3)
    assert level_of(practice) == 3
    verify(practice, 2, checked_on=date(2025, 1, 1))
    assert level_of(practice) == 3
    verify(practice, 4, checked_on=date(2026, 9, 1))
    assert level_of(practice) == current_index().entries[practice.pk].evidence == 4
    verify(practice, 1, checked_on=date(2026, 9, 2), basis={"ru": "Письмо айыл окмоту"})
    assert level_of(practice) == 1


def test_the_same_check_is_written_once(practice):
    first, second = verify(practice), verify(practice)
    assert (first, EvidenceCheck.objects.count(), events("practices.verified")) == (second, 1, 1)


def test_a_wrong_check_is_annulled_with_a_reason_and_stays(practice):
    good = verify(practice, 2, checked_on=date(2025, 1, 1))
    wrong = verify(practice, 4)
    domain.annul_check(check=wrong, why=" Проверяли другое село. ")
    assert level_of(practice) == 2
    domain.annul_check(check=wrong, why="ещё раз")
    wrong.refresh_from_db()
    assert (wrong.annulled_why, events("practices.check_annulled")) == ("Проверяли другое село.", 1)
    domain.annul_check(check=good, why="Тоже ошибка")
    assert level_of(practice) == 1
    assert verify(practice, 4) != wrong  # entered anew


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"checker": "  "}, "no_checker"),
        ({"basis": {"ru": " "}}, "no_basis"),
        ({"basis": {}}, "no_basis"),
        ({"checked_on": date(2999, 1, 1)}, "future"),
    ],
)
def test_what_a_check_must_say(practice, changes, code):
    with pytest.raises(DomainError) as refusal:
        verify(practice, **changes)
    assert (refusal.value.code, EvidenceCheck.objects.count(), level_of(practice)) == (code, 0, 1)


def test_a_check_is_not_annulled_without_a_reason(practice):
    check = verify(practice)
    with pytest.raises(DomainError) as refusal:
        domain.annul_check(check=check, why=" ")
    assert (refusal.value.code, level_of(practice)) == ("no_why", 3)


def test_the_database_keeps_the_rules_too(practice):
    facts = {"practice": practice, "level": 2, "checker": "А", "checked_on": DAY}
    for wrong in ({}, {"basis_ru": "Акт", "annulled_at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            EvidenceCheck.objects.create(**facts, **wrong)
    for wrong in (
        {"answer": "running"},
        {"answered_at": timezone.now()},
        {"answer": "stopped", "answered_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Recheck.objects.create(practice=practice, **wrong)


def test_a_practice_that_was_never_checked_keeps_its_level():
    made = make.published(evidence_level=2)
    domain.follow_checks(made)
    assert level_of(made) == 2


# --- Questions a year later ---


@pytest.fixture
def in_a_year(practice, manager):
    """Thirteen months after the publication."""
    with time_machine.travel(timezone.now() + timedelta(days=395), tick=False):
        yield timezone.now()


def test_after_a_year_the_authors_are_asked_once(practice, manager, in_a_year):
    assert [domain.ask_what_is_due() for _night in range(3)] == [1, 0, 0]
    recheck = Recheck.objects.get()
    assert (recheck.practice, recheck.people_asked, recheck.is_open) == (practice, 1, True)
    notice = Notice.objects.get()
    assert (notice.user, notice.kind) == (manager, "practice_recheck")
    with translation.override("en"):
        assert notice.subject == "Does it still run: Вода в каждый двор"
        assert "A year has passed" in notice.body
    assert notice.link.endswith(f"/account/rechecks/{recheck.pk}/")
    assert events("practices.recheck_asked") == 1


def test_the_nightly_task_is_the_sweep(practice, manager, in_a_year):
    ask_rechecks.call_local()
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("days", [0, 300, 364])
def test_nobody_is_asked_before_a_year_has_passed(practice, manager, days):
    assert domain.ask_what_is_due(timezone.now() + timedelta(days=days)) == 0


def test_a_recent_check_or_answer_puts_the_question_off(practice, manager, in_a_year):
    check = verify(practice, checked_on=timezone.localdate() - timedelta(days=100))
    assert domain.ask_what_is_due() == 0
    domain.annul_check(check=check, why="Ошибка")
    assert domain.ask_what_is_due() == 1
    domain.answer_recheck(recheck=Recheck.objects.get(), answer="running", lang="ru", actor=manager)
    assert domain.ask_what_is_due(in_a_year + timedelta(days=364)) == 0
    assert domain.ask_what_is_due(in_a_year + timedelta(days=366)) == 1
    assert Recheck.objects.count() == Notice.objects.count() == 2


def test_drafts_and_what_was_taken_down_are_not_asked_about(practice, manager, in_a_year):
    make.practice()
    for text in practice.texts.all():
        text.unpublish()
    assert domain.ask_what_is_due() == 0


def test_a_month_of_silence_brings_one_reminder(practice, manager, in_a_year):
    domain.ask_what_is_due()
    nights = [domain.ask_what_is_due(in_a_year + timedelta(days=days)) for days in (29, 30, 31, 90)]
    assert (nights, Notice.objects.count()) == ([0, 1, 0, 0], 2)


def test_where_nobody_is_there_to_ask_the_question_waits_for_somebody(in_a_year, practice):
    orphan = make.published()
    Practice.objects.filter(pk=orphan.pk).update(published_at=in_a_year - timedelta(days=400))
    domain.ask_what_is_due()
    recheck = orphan.rechecks.get()
    assert recheck.people_asked == 0
    organisation = make_organisation()
    Practice.objects.filter(pk=orphan.pk).update(organisation=organisation)
    newcomer = person("member", organisation=organisation)
    domain.ask_what_is_due(in_a_year + timedelta(days=50))
    recheck.refresh_from_db()
    assert (recheck.people_asked, recheck.asked_at) == (1, in_a_year + timedelta(days=50))
    assert Notice.objects.filter(user=newcomer).count() == 1


def test_one_that_fails_does_not_stop_the_others(practice, manager, in_a_year, monkeypatch):
    other = make.published(units=[practice.units.get()])
    Practice.objects.filter(pk=other.pk).update(published_at=practice.published_at)
    real = domain.ask_recheck

    def break_on_first(*, practice, now):
        if practice.pk == min(other.pk, Practice.objects.order_by("pk").first().pk):
            raise RuntimeError("broken")
        return real(practice=practice, now=now)

    break_on_first.__name__ = "ask_recheck"
    monkeypatch.setattr(domain, "ask_recheck", break_on_first)
    assert domain.ask_what_is_due() == 1
    assert Recheck.objects.get().practice == other


def test_managers_are_asked_before_members_and_nobody_who_left(practice, body, manager, in_a_year):
    membership(person(), body)
    membership(person(), body, role="manager", state=MemberState.LEFT)
    gone = person("manager", organisation=body)
    gone.is_active = False
    gone.save()
    domain.ask_what_is_due()
    assert list(Notice.objects.values_list("user", flat=True)) == [manager.pk]


def test_after_a_merger_the_successor_is_asked(practice, unit, in_a_year):
    successor = make.unit("Бириккен", parent=unit.oblast)
    heir = person("manager", organisation=make_organisation(unit=successor))
    merge_units(units=[unit], successor=successor, on="2026-01-01", act="Указ")
    domain.ask_what_is_due()
    assert Notice.objects.filter(user=heir).count() == 1


# --- Answers ---


def ask(practice) -> Recheck:
    return domain.ask_recheck(practice=practice)


def test_an_answer_is_kept_with_the_body_that_gave_it(practice, body, manager):
    before = current_index().seq
    recheck = domain.answer_recheck(
        recheck=ask(practice), answer="stopped", why=" Насос сломался. ", lang="ru", actor=manager
    )
    assert (recheck.answer, recheck.why, recheck.organisation, recheck.answered_by, recheck.lang) == (
        "stopped",
        "Насос сломался.",
        body,
        manager,
        "ru",
    )
    assert current_index().seq > before
    assert events("practices.recheck_answered") == 1


@pytest.mark.parametrize("answer", ["changed", "stopped"])
def test_a_change_or_an_end_needs_its_reason(practice, manager, answer):
    recheck = ask(practice)
    with pytest.raises(DomainError) as refusal:
        domain.answer_recheck(recheck=recheck, answer=answer, why=" ", lang="ru", actor=manager)
    recheck.refresh_from_db()
    assert (refusal.value.code, recheck.is_open) == ("no_why", True)


def test_a_question_is_answered_once(practice, manager):
    recheck = ask(practice)
    domain.answer_recheck(recheck=recheck, answer="running", lang="ru", actor=manager)
    with pytest.raises(DomainError) as refusal:
        domain.answer_recheck(recheck=recheck, answer="stopped", why="Нет", lang="ru", actor=manager)
    recheck.refresh_from_db()
    assert (refusal.value.code, recheck.answer) == ("answered", "running")


def test_an_answered_question_is_not_reminded_of(practice, manager):
    recheck = ask(practice)
    domain.answer_recheck(recheck=recheck, answer="running", lang="ru", actor=manager)
    domain.remind(recheck=recheck)
    assert Notice.objects.count() == 1
