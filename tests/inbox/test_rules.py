import pytest

from tajryiba.inbox.models import Case
from tests.factories.inbox import case
from tests.factories.people import EVERYBODY, person

pytestmark = pytest.mark.django_db
HANDLE = {"content_admin", "client_admin", "editor", "superuser"}
SEE = HANDLE | {"analyst"}


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_sees_and_handles_cases(role):
    user, opened = person(role), case()
    assert user.has_perm("inbox.see_case", opened) is (role in SEE)
    assert user.has_perm("inbox.handle_case", opened) is (role in HANDLE)
    assert user.has_perm("inbox.see_case") is (role in SEE)
    assert list(Case.objects.visible_to(user)) == ([opened] if role in SEE else [])


@pytest.mark.parametrize("role", sorted(HANDLE - {"superuser"}))
def test_nobody_handles_what_they_sent_themselves(role):
    user = person(role)
    assert not user.has_perm("inbox.handle_case", case(client=user))


def test_a_closed_account_handles_nothing():
    assert not person("content_admin", is_active=False).has_perm("inbox.handle_case", case())
