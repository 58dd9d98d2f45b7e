"""Who reads what: the predicate for one object and SQL for lists agree for every role."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tajryiba.core.roles import ROLES
from tajryiba.practices.models import Practice
from tajryiba.practices.rules import can_read_practice
from tests.factories import practices as make
from tests.factories.people import person

pytestmark = pytest.mark.django_db
EVERYBODY = ("guest", "reader", "member", "manager", "superuser", *ROLES)
READ_DRAFTS = {"superuser", "content_admin", "editor"}


@pytest.mark.parametrize("role", EVERYBODY)
def test_predicate_and_list_agree(role):
    public, draft = make.published(), make.practice()
    user = AnonymousUser() if role == "guest" else person(role)
    listed = set(Practice.objects.visible_to(user))
    assert listed == {practice for practice in (public, draft) if can_read_practice(user, practice)}
    assert (draft in listed) is (role in READ_DRAFTS)
    assert public in listed


def test_nobody_and_nothing_have_an_answer():
    draft = make.practice()
    assert can_read_practice(None, draft) is False
    assert can_read_practice(AnonymousUser(), None) is False
    assert list(Practice.objects.visible_to(None)) == []


@pytest.mark.parametrize(
    ("role", "allowed"),
    [("content_admin", True), ("editor", False), ("client_admin", False), ("expert", False), ("reader", False)],
)
def test_only_a_content_administrator_publishes(role, allowed):
    assert person(role).has_perm("practices.publish_practicetext") is allowed


@pytest.mark.parametrize("role", ["content_admin", "editor"])
def test_nobody_of_the_staff_deletes(role):
    user = person(role)
    assert not user.has_perm("practices.delete_practice")
    assert not user.has_perm("practices.delete_practicetext")
