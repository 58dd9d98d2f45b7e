import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Group, Permission

from tajryiba.core.roles import CONTENT_ADMIN, ROLES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
def test_only_content_administrators_keep_the_register(role):
    person = get_user_model().objects.create(email=f"{role}@example.kg")
    person.groups.add(Group.objects.get_or_create(name=role)[0])
    assert person.has_perm("reference.keep_register") is (role == CONTENT_ADMIN)
    assert AnonymousUser().has_perm("reference.keep_register") is False


def test_nobody_may_delete_a_unit():
    of_role = Permission.objects.filter(group__name=CONTENT_ADMIN, content_type__app_label="reference")
    given = set(of_role.values_list("codename", flat=True))
    assert "delete_unit" not in given
    assert {"change_unit", "change_topic", "delete_specialday"} <= given
