import pytest

from tajryiba.notify import kinds
from tests.factories.notify import register_kinds


@pytest.fixture(autouse=True)
def _kinds(monkeypatch):
    """Kinds that only tests know, forgotten after each."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    register_kinds()
