"""Visibility in SQL and the predicate of one object agree, for every role."""

import pytest

from tajryiba.experts import domain
from tajryiba.experts.models import Expert, Invitation, Message
from tests.factories import experts
from tests.factories.people import EVERYBODY, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", EVERYBODY)
def test_profiles(role):
    user = person(role)
    experts.expert()
    experts.draft()
    experts.waiting()
    hidden = experts.expert()
    domain.hide(expert=hidden, by=hidden.user)
    domain.decide(expert=experts.waiting(), by=experts.moderator(), publish=False, reason="Жок")
    if role != "guest":
        experts.draft(user)
    seen = set(Expert.objects.visible_to(user))
    assert seen == {row for row in Expert.objects.all() if user.has_perm("experts.read_expert", row)}
    if role not in ("editor", "content_admin", "superuser"):
        assert {row.state for row in seen} == {"published"} | ({"draft"} if role != "guest" else set())


@pytest.mark.parametrize("role", EVERYBODY)
def test_messages_and_invitations_belong_to_their_sides(role):
    user = person(role)
    experts.message()
    experts.invitation()
    if role != "guest":
        experts.message(sender=user)
        experts.invitation(experts.expert(user))
    messages, invitations = set(Message.objects.visible_to(user)), set(Invitation.objects.held_by(user))
    if role != "superuser":  # who has every permission
        assert messages == {row for row in Message.objects.all() if user.has_perm("experts.see_message", row)}
        assert invitations == {
            row for row in Invitation.objects.all() if user.has_perm("experts.answer_invitation", row)
        }
    assert (len(messages), len(invitations)) == ((0, 0) if role == "guest" else (1, 1))
