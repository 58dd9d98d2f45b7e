"""Invitations, messages, who stands in, load."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tajryiba.core.errors import DomainError
from tajryiba.experts import domain, queries
from tajryiba.experts.enums import InvitationState
from tajryiba.experts.models import Invitation, Message
from tajryiba.inbox import reminders
from tajryiba.inbox.models import Case
from tajryiba.notify.models import Notice
from tajryiba.people.absence import domain as absences
from tests.factories import experts, inbox
from tests.factories.adoption import key
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def told(user) -> list[str]:
    rows = Notice.objects.filter(user=user, kind__startswith="experts.").exclude(kind="experts.published")
    return list(rows.order_by("pk").values_list("kind", flat=True))


def refused(code: str):
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def later(days: float):
    return timezone.now() + timedelta(days=days)


# --- Inviting ---


def test_an_invitation_is_told_and_made_once():
    made, boss, same = experts.expert(), experts.moderator(), key()
    first = experts.invitation(made, by=boss, key=same)
    assert experts.invitation(made, by=boss, key=same).pk == first.pk
    assert (first.holder, told(made.user)) == (made.user, ["experts.invited"])


def test_who_cannot_be_invited():
    with refused("not_published"):
        experts.invitation(experts.waiting())
    with refused("not_available"):
        experts.invitation(experts.busy(experts.expert()))
    with refused("no_account"):
        experts.invitation(experts.by_staff())
    with refused("forbidden"):
        experts.invitation(by=person())
    with refused("empty"):
        experts.invitation(words=" ")
    for days in (-1, 181):
        with refused("wrong_date"):
            experts.invitation(days=days)


def test_no_more_than_the_hands_hold():
    made = experts.expert(load_limit=1)
    first = experts.invitation(made)
    with refused("full"):
        experts.invitation(made)
    domain.decline(invitation=first, by=made.user)
    assert experts.invitation(made).is_open


def test_accept_then_done():
    row = experts.invitation()
    user = row.holder
    for _again in range(2):
        row = domain.accept(invitation=row, by=user)
    assert (row.state, told(row.asked_by)) == (InvitationState.ACCEPTED, ["experts.accepted"])
    assert domain.finish(invitation=row, by=user).state == InvitationState.DONE
    with refused("not_possible"):
        domain.decline(invitation=row, by=user)


def test_only_the_holder_answers():
    row = experts.invitation()
    for verb in (domain.accept, domain.decline, domain.finish, domain.cancel):
        with refused("forbidden"):
            verb(invitation=row, by=person())
    with refused("forbidden"):
        domain.accept(invitation=row, by=row.asked_by)
    with refused("forbidden"):
        domain.cancel(invitation=row, by=row.holder)
    assert domain.cancel(invitation=row, by=row.asked_by).state == InvitationState.CANCELLED
    assert told(row.holder) == ["experts.invited", "experts.cancelled"]


def test_reminded_once_for_each_date_then_closed():
    row = experts.invitation(days=7)
    days = [domain.sweep(later(number)) for number in (4, 5, 6)]
    assert days == [0, 1, 0]
    domain.extend(invitation=row, by=row.asked_by, deadline=experts.in_days(20))
    assert [domain.sweep(later(number)) for number in (8, 18, 19, 21, 22)] == [0, 1, 0, 1, 0]
    row.refresh_from_db()
    assert row.state == InvitationState.EXPIRED
    assert told(row.holder) == ["experts.invited", "experts.reminder", "experts.reminder"]
    assert told(row.asked_by) == ["experts.expired"]
    with refused("closed"):
        domain.extend(invitation=row, by=row.asked_by, deadline=experts.in_days(30))


# --- Who stands in ---


def test_who_is_away_is_stood_in_for():
    made, deputy = experts.expert(), experts.expert()
    experts.away(made.user, deputy.user)
    row = experts.invitation(made)
    assert (row.holder, told(deputy.user), told(made.user)) == (deputy.user, ["experts.invited"], [])
    assert queries.load_of(deputy) == 1


def test_a_full_deputy_is_not_asked():
    made, deputy = experts.expert(), experts.expert(load_limit=1)
    experts.invitation(deputy)
    experts.away(made.user, deputy.user)
    with refused("full"):
        experts.invitation(made)


def test_deputies_of_deputies_and_circles():
    first, second, third = person(), person(), person()
    experts.away(first, second)
    assert absences.stands_in(first) == second
    experts.away(second, third)
    assert absences.stands_in(first) == third
    experts.away(third, first)
    assert absences.stands_in(first) == first
    assert absences.stands_in(third, experts.in_days(30)) == third


def test_an_absence_is_entered_by_the_rules():
    made, other = experts.expert(), experts.expert()
    days = {"first_day": experts.in_days(1), "last_day": experts.in_days(5)}
    with refused("not_a_candidate"):
        absences.set_absence(user=made.user, deputy=person(), **days)
    row = absences.set_absence(user=made.user, deputy=other.user, **days)
    assert absences.set_absence(user=made.user, **days).pk == row.pk
    with refused("overlap"):
        absences.set_absence(user=made.user, first_day=experts.in_days(5), last_day=experts.in_days(9))
    with refused("wrong_days"):
        absences.set_absence(user=made.user, first_day=experts.in_days(9), last_day=experts.in_days(8))
    with refused("over"):
        absences.set_absence(user=made.user, first_day=experts.in_days(-9), last_day=experts.in_days(-8))
    with refused("forbidden"):
        absences.end_absence(absence=row, by=other.user)
    for _again in range(2):
        absences.end_absence(absence=row, by=made.user)
    assert absences.current_absence(made.user, experts.in_days(2)) is None


def test_handing_over():
    row, other, full = experts.invitation(), experts.expert(), experts.expert(load_limit=1)
    experts.invitation(full)
    user = row.holder
    with refused("not_a_candidate"):
        domain.hand_over(invitation=row, by=user, to=person())
    with refused("full"):
        domain.hand_over(invitation=row, by=user, to=full.user)
    with refused("forbidden"):
        domain.hand_over(invitation=row, by=other.user, to=full.user)
    domain.accept(invitation=row, by=user)
    for _again in range(2):
        row = domain.hand_over(invitation=row, by=user, to=other.user)
    assert (row.holder, row.state, told(other.user)) == (other.user, InvitationState.INVITED, ["experts.handed_over"])
    back = domain.hand_over(invitation=row, by=other.user, to=user)
    assert (back.holder, told(user)[-1]) == (user, "experts.handed_over")
    domain.decline(invitation=back, by=user)
    with refused("closed"):
        domain.hand_over(invitation=back, by=user, to=other.user)


# --- Messages ---


def test_a_message_is_a_case_of_the_expert():
    made, sender, same = experts.expert(), person(), key()
    first = experts.message(made, sender, key=same)
    assert experts.message(made, sender, key=same).pk == first.pk
    case = Case.objects.get(kind="experts.message")
    notice = Notice.objects.get(user=made.user, kind="inbox.opened")
    assert (case.assignee, case.client, notice.link) == (made.user, sender, first.get_absolute_url())


def test_an_answer_stops_the_clock_and_reaches_the_sender():
    row = experts.message()
    user = row.holder
    with refused("forbidden"):
        domain.answer_message(message=row, by=row.sender, text="?")
    with refused("empty"):
        domain.answer_message(message=row, by=user, text=" ")
    with refused("too_long"):
        domain.answer_message(message=row, by=user, text="ы" * 4001)
    for _again in range(2):
        domain.answer_message(message=row, by=user, text="Шаардан.")
    with refused("answered"):
        domain.answer_message(message=row, by=user, text="Айылдан.")
    case = Case.objects.get(kind="experts.message")
    assert (case.first_reaction_by, case.closed_by, told(row.sender)) == (user, user, ["experts.message_answered"])


def test_what_is_not_sent():
    made = experts.expert()
    with refused("oneself"):
        experts.message(made, made.user)
    with refused("empty"):
        experts.message(made, text=" ")
    with refused("too_long"):
        experts.message(made, text="ы" * 4001)
    with refused("not_published"):
        experts.message(experts.waiting())
    sender = person()
    for _number in range(5):
        experts.message(made, sender)
    with refused("too_many"):
        experts.message(made, sender)
    Message.objects.update(sent_at=later(-0.1))
    assert experts.message(made, sender).pk


def test_a_deputy_gets_the_message_and_the_staff_when_there_is_no_account():
    made, deputy = experts.expert(), experts.expert()
    experts.away(made.user, deputy.user)
    assert experts.message(made).holder == deputy.user
    assert experts.message(made, deputy.user).holder == made.user
    boss = person("content_admin")
    assert experts.message(experts.by_staff()).holder is None
    case = Case.objects.filter(kind="experts.message").latest("pk")
    assert Notice.objects.filter(user=boss, key=f"case:{case.pk}:opened").count() == 1


def test_the_staff_hear_of_a_late_message_too():
    boss = person("content_admin")
    row = experts.message()
    case = Case.objects.get(kind="experts.message")
    inbox.move(case, hours=25)
    reminders.remind()
    late = {notice.user: notice.link for notice in Notice.objects.filter(kind="inbox.late")}
    assert late == {row.holder: row.get_absolute_url(), boss: f"/admin/cases/{case.pk}/"}


def test_invitations_are_seen_by_who_holds_them():
    row, stranger = experts.invitation(), person()
    assert list(Invitation.objects.held_by(row.holder)) == [row]
    assert not Invitation.objects.held_by(stranger).exists()
