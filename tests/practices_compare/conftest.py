import pytest

from tajryiba.practices.catalogue import index


@pytest.fixture(autouse=True)
def fresh_index():
    index.forget()
