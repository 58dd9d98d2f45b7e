import pytest

from tajryiba.practices.catalogue import index
from tests.factories import practices as make


@pytest.fixture(autouse=True)
def fresh_index():
    index.forget()


@pytest.fixture
def oblast(db):
    return make.unit("Нарын облусу", "oblast")


@pytest.fixture
def mine(oblast):
    return make.unit("Ак-Суу айыл аймагы", parent=oblast)
