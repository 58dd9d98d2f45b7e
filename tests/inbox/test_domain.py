"""The clock of 24 hours: what starts it, what stops it, what never moves it (T1, T2, T4, T5, T10)."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.inbox import domain, notices, queries, reminders, tasks
from tajryiba.inbox.models import Case, Reaction
from tajryiba.notify.models import Notice
from tajryiba.people import domain as people
from tests.factories.inbox import KIND, case, move
from tests.factories.people import make_organisation, person
from tests.factories.practices import topic, unit

pytestmark = pytest.mark.django_db


def told(kind: str) -> list[int]:
    return list(Notice.objects.filter(kind=kind).order_by("user_id").values_list("user_id", flat=True))


def verbs() -> list[str]:
    return list(Event.objects.filter(verb__startswith="inbox.").order_by("pk").values_list("verb", flat=True))


# --- Opening ---


def test_the_clock_starts_and_those_on_duty_are_told():
    administrator, _editor, client = person("content_admin"), person("editor"), person()
    body, village = make_organisation(), unit()
    opened = domain.open_case(
        kind=KIND, subject="Суроо", obj=topic(), client=client, organisation_id=body.pk, unit_id=village.pk, key="q:1"
    )
    assert opened.due_at - opened.opened_at == timedelta(hours=24)
    assert (opened.client, opened.organisation, opened.unit) == (client, body, village)
    assert (opened.waits, opened.is_late) == (True, False)
    assert told(notices.OPENED) == [administrator.pk]
    event = Event.objects.get(verb="inbox.case_opened")
    assert (event.organisation_id, event.unit_id, event.data) == (body.pk, village.pk, {"kind": KIND})


def test_the_same_key_opens_one_case_and_never_moves_its_time():
    administrator = person("content_admin")
    first = case(key="q:1", hours=24)
    due = first.due_at
    again = case(key="q:1", hours=2)
    assert again.pk == first.pk
    assert again.due_at == due
    assert Case.objects.count() == 1
    assert told(notices.OPENED) == [administrator.pk]
    assert verbs() == ["inbox.case_opened"]


def test_without_a_key_every_call_opens_one():
    assert case().pk != case().pk


@pytest.mark.django_db(transaction=True)
def test_parallel_calls_open_one_case():
    person("content_admin")
    water, barrier, faults = topic(), threading.Barrier(8), []

    def open_it():
        try:
            barrier.wait()
            domain.open_case(kind=KIND, subject="Суроо", obj=water, key="q:1")
        except Exception as fault:  # noqa: BLE001  (the test shows whatever went wrong in a thread)
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert Case.objects.count() == 1
    assert Notice.objects.filter(kind=notices.OPENED).count() == 1
    assert verbs() == ["inbox.case_opened"]


def test_who_is_on_duty():
    client = person("content_admin")
    opened = case(client=client)
    assert queries.on_duty(opened) == []
    editor = person("editor")
    assert queries.on_duty(opened) == [editor]  # nobody else is there
    administrator = person("content_admin")
    assert queries.on_duty(opened) == [administrator]
    opened.assignee = editor
    assert queries.on_duty(opened) == [editor]
    editor.is_active = False
    assert queries.on_duty(opened) == [administrator]


# --- Reacting ---


def test_the_first_reaction_stops_the_clock_and_later_ones_do_not_move_it():
    administrator, editor, client = person("content_admin"), person("editor"), person()
    opened = case(client=client)
    first = domain.react(opened, actor=administrator, text="Жооп")
    stopped = first.first_reaction_at
    later = domain.react(opened, actor=editor)
    assert (later.first_reaction_at, later.first_reaction_by) == (stopped, administrator)
    assert Reaction.objects.filter(case=opened).count() == 2
    assert not later.waits
    (answer,) = Notice.objects.filter(kind=notices.ANSWER)
    assert (answer.user, answer.body) == (client, "Жооп")
    assert [event.data["first"] for event in Event.objects.filter(verb="inbox.reacted").order_by("pk")] == [True, False]


def test_the_clients_own_words_are_no_reaction():
    client = person()
    opened = case(client=client)
    assert domain.react(opened, actor=client, text="Кошумча").waits
    assert Reaction.objects.count() == 0


def test_a_reaction_after_the_time_is_late_for_ever():
    opened = case(late_by_hours=1)
    assert opened.is_late
    reacted = domain.react(opened, actor=person("editor"))
    assert reacted.is_late
    assert Event.objects.get(verb="inbox.reacted").data["late"] is True


def test_an_answered_case_does_not_become_late():
    opened = case()
    domain.react(opened, actor=person("editor"))
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        opened.refresh_from_db()
        assert not opened.is_late
        assert list(Case.objects.was_late()) == []


def test_the_time_is_never_moved_by_what_happens_later():
    """T1: neither a reaction, nor a hand-over, nor a second opening, nor a reminder writes `due_at`."""
    editor, administrator = person("editor"), person("content_admin")
    opened = case(key="q:1", hours=4)
    due = opened.due_at
    domain.hand_over(opened, actor=administrator, to=editor)
    reminders.remind()
    domain.react(opened, actor=editor)
    case(key="q:1", hours=1)
    domain.close_case(opened, actor=editor)
    opened.refresh_from_db()
    assert opened.due_at == due


# --- Handing over ---


def test_handing_over_is_no_reaction_and_tells_the_new_one():
    administrator, editor = person("content_admin"), person("editor")
    opened = domain.hand_over(case(), actor=administrator, to=editor, note="Сен билесиң")
    assert (opened.assignee, opened.waits) == (editor, True)
    notice = Notice.objects.get(kind=notices.HANDED_OVER)
    assert notice.user == editor
    assert notice.body.startswith("Сен билесиң")
    domain.hand_over(opened, actor=administrator, to=editor)
    assert told(notices.HANDED_OVER) == [editor.pk]


def test_taking_a_case_oneself_sends_no_notice():
    editor = person("editor")
    assert domain.hand_over(case(), actor=editor, to=editor).assignee == editor
    assert told(notices.HANDED_OVER) == []


def test_going_to_and_fro_tells_each_time():
    administrator, editor = person("content_admin"), person("editor")
    opened = case()
    for to in (editor, administrator, editor):
        domain.hand_over(opened, actor=person("superuser"), to=to)
    assert told(notices.HANDED_OVER) == sorted([administrator.pk, editor.pk, editor.pk])


@pytest.mark.parametrize("role", ["reader", "expert", "analyst"])
def test_nobody_gets_a_case_who_does_not_work_with_them(role):
    with pytest.raises(DomainError) as refusal:
        domain.hand_over(case(), actor=person("content_admin"), to=person(role))
    assert refusal.value.code == "not_a_handler"


def test_the_client_does_not_get_their_own_case():
    client = person("editor")
    with pytest.raises(DomainError) as refusal:
        domain.hand_over(case(client=client), actor=person("content_admin"), to=client)
    assert refusal.value.code == "not_a_handler"


# --- Closing ---


def test_closing_without_a_reaction_needs_a_reason():
    editor = person("editor")
    opened = case()
    with pytest.raises(DomainError) as refusal:
        domain.close_case(opened, actor=editor, reason="  ")
    assert refusal.value.code == "no_reason"
    closed = domain.close_case(opened, actor=editor, reason="Спам")
    assert (closed.closed_by, closed.close_reason, closed.waits) == (editor, "Спам", False)
    assert closed.first_reaction_at is None
    assert domain.close_case(opened, actor=person("editor"), reason="again").closed_by == editor
    assert verbs() == ["inbox.case_opened", "inbox.case_closed"]


def test_after_a_reaction_no_reason_is_needed_and_nothing_follows_closing():
    editor = person("editor")
    opened = case()
    domain.react(opened, actor=editor)
    domain.close_case(opened, actor=editor)
    for verb in (
        lambda: domain.react(opened, actor=editor),
        lambda: domain.hand_over(opened, actor=editor, to=person("editor")),
    ):
        with pytest.raises(DomainError) as refusal:
            verb()
        assert refusal.value.code == "closed"


# --- Reminders ---


def test_one_reminder_before_the_time_and_one_after():
    administrator = person("content_admin")
    opened = case()
    assert reminders.remind() == 0
    move(opened, hours=19)
    assert [reminders.remind(), reminders.remind()] == [1, 0]
    assert (told(notices.SOON), told(notices.LATE)) == ([administrator.pk], [])
    move(opened, hours=6)
    assert [reminders.remind(), reminders.remind()] == [1, 0]
    assert (told(notices.SOON), told(notices.LATE)) == ([administrator.pk], [administrator.pk])
    assert verbs().count("inbox.reminded") == 2


def test_a_run_that_comes_late_reminds_once_of_what_is_late_already():
    administrator = person("content_admin")
    case(late_by_hours=50)
    tasks.remind_of_clocks.call_local()
    assert (told(notices.SOON), told(notices.LATE)) == ([], [administrator.pk])


@pytest.mark.parametrize("stop", ["react", "close"])
def test_what_was_answered_or_closed_is_left_alone(stop):
    administrator = person("content_admin")
    opened = case(late_by_hours=1)
    if stop == "react":
        domain.react(opened, actor=administrator)
    else:
        domain.close_case(opened, actor=administrator, reason="Спам")
    assert reminders.remind() == 0
    assert reminders._remind(opened.pk) is False  # somebody reacted between the list and the lock
    assert told(notices.LATE) == []


def test_the_reminder_goes_to_the_one_who_has_the_case():
    person("content_admin")
    editor = person("editor")
    opened = case(late_by_hours=1)
    domain.hand_over(opened, actor=editor, to=editor)
    reminders.remind()
    assert told(notices.LATE) == [editor.pk]


def test_what_went_to_nobody_is_not_marked_as_sent():
    opened = case(late_by_hours=1)
    assert reminders.remind() == 0
    opened.refresh_from_db()
    assert opened.late_told_at is None
    administrator = person("content_admin")
    assert reminders.remind() == 1
    assert told(notices.LATE) == [administrator.pk]


# --- Reads ---


def test_figures():
    editor = person("editor")
    case()
    case(late_by_hours=1)
    domain.react(case(), actor=editor)
    domain.react(case(late_by_hours=2), actor=editor)
    domain.close_case(case(), actor=editor, reason="Спам")
    assert queries.figures() == {
        "opened": 5,
        "waiting": 2,
        "late_now": 1,
        "in_time": 1,
        "late": 1,
        "closed_without": 1,
    }


def test_those_that_wait_come_first_the_late_ones_at_the_top():
    editor = person("editor")
    fresh, late, later = case(), case(late_by_hours=1), case(late_by_hours=30)
    answered, closed = case(), case()
    domain.react(answered, actor=editor)
    domain.close_case(closed, actor=editor, reason="Спам")
    assert list(Case.objects.by_urgency()) == [later, late, fresh, answered, closed]
    assert set(Case.objects.was_late()) == {late, later}
    assert {found.pk for found in Case.objects.all() if found.is_late} == {late.pk, later.pk}


def test_cases_about_an_object():
    water, other = topic(), topic("waste")
    first, second = case(obj=water), case(obj=water)
    case(obj=other)
    assert list(queries.cases_of(water)) == [second, first]


def test_cases_are_part_of_my_data():
    client = person()
    opened = case(client=client)
    domain.react(opened, actor=person("editor"), text="Жооп")
    (mine,) = people.export_my_data(client)["cases"]
    assert (mine["about"], mine["answers"]) == (opened.subject, ["Жооп"])
    people.erase_my_data(user=client)
    assert Case.objects.filter(pk=opened.pk).exists()
