"""Visibility in SQL and the predicate agree, for every role."""

import pytest

from tajryiba.library.models import Collection, Material
from tajryiba.library.rules import can_read_collection, can_read_material
from tests.factories import library
from tests.factories.people import EVERYBODY, person

pytestmark = pytest.mark.django_db
EDIT = {"editor", "content_admin", "superuser"}


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_reads_materials(role):
    public, draft = library.published(), library.material()
    reader = person(role)
    seen = set(Material.objects.visible_to(reader))
    assert seen == ({public, draft} if role in EDIT else {public})
    assert seen == {one for one in (public, draft) if can_read_material(reader, one)}
    assert not can_read_material(reader, None)


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_reads_collections(role):
    public, hidden = library.collection(), library.collection(is_public=False)
    reader = person(role)
    seen = set(Collection.objects.visible_to(reader))
    assert seen == ({public, hidden} if role in EDIT else {public})
    assert seen == {one for one in (public, hidden) if can_read_collection(reader, one)}


def test_nobody_reads_what_is_public():
    assert can_read_material(None, library.published())
    assert not can_read_material(None, library.material())
