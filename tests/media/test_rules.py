import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Collection, GroupCollectionPermission

from tajryiba.core.roles import ROLES
from tajryiba.media.rules import can_read_document
from tests.factories.media import portal_document
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [*ROLES, "member"])
def test_only_those_who_work_with_documents_read_closed_ones(role):
    document = portal_document(is_public=False)
    reader = person(role)
    assert can_read_document(reader, document) is (role in ("content_admin", "editor"))
    assert reader.has_perm("media.read_document", document) is (role in ("content_admin", "editor"))


def test_a_guest_and_a_blocked_person_read_open_ones_only():
    blocked = person("editor")
    blocked.is_active = False
    for reader in (AnonymousUser(), blocked):
        assert can_read_document(reader, portal_document()) is True
        assert can_read_document(reader, portal_document(is_public=False)) is False


@pytest.mark.parametrize(
    ("role", "actions"), [("content_admin", ("add", "change", "choose")), ("editor", ("add", "choose"))]
)
def test_roles_got_their_permissions_by_migration(role, actions):
    given = GroupCollectionPermission.objects.filter(group__name=role, collection=Collection.get_first_root_node())
    assert set(given.values_list("permission__codename", flat=True)) == {
        f"{action}_{model}" for action in actions for model in ("document", "image")
    }
