"""A material rests on acts: the page of the act lists it, its owner hears of a change."""

import pytest

from tajryiba.legal import subjects
from tajryiba.library.citing import MATERIAL
from tests.factories import library
from tests.factories.people import EVERYBODY, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_cites(role):
    assert MATERIAL.may_cite(person(role), library.material()) is (role in {"editor", "content_admin", "superuser"})


def test_what_is_public_agrees():
    public, draft = library.published(), library.material()
    rows = set(MATERIAL.public(MATERIAL.rows()))
    assert rows == {public}
    assert [MATERIAL.visible(one) for one in (public, draft)] == [True, False]
    assert subjects.of(public) is MATERIAL


def test_words_owner_and_addresses():
    owner = person("editor")
    made = library.published(owner=owner, title="Закон «О воде»")
    library.text(made, "ru", title="Закон № 123", about="<p>статья 12</p>")
    assert list(MATERIAL.texts(made)) == ["Закон № 123", library.WORDS["ru"][1], "<p>статья 12</p>"]
    assert MATERIAL.owners(made) == [owner]
    assert MATERIAL.owners(library.material()) == []
    assert MATERIAL.title(library.material(working_title="Черновик")) == "Черновик"
    assert MATERIAL.admin_url(made).endswith(f"/{made.pk}/")
    assert MATERIAL.url(made) == made.get_absolute_url()
