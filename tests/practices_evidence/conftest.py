import pytest

from tajryiba.practices.catalogue import index
from tests.factories import practices as make
from tests.factories.people import make_organisation, person


@pytest.fixture(autouse=True)
def fresh_index():
    index.forget()


@pytest.fixture
def unit(db):
    return make.unit("Ак-Суу айыл аймагы", parent=make.unit("Нарын облусу", "oblast"))


@pytest.fixture
def body(unit):
    return make_organisation("Ак-Суу айыл өкмөтү", unit=unit)


@pytest.fixture
def manager(body):
    return person("manager", organisation=body)


@pytest.fixture
def practice(unit):
    return make.published(("ru", "en"), title="Вода в каждый двор", units=[unit])
