from datetime import date, timedelta

import pytest
from django.utils import timezone

from tajryiba.core import hooks
from tests.factories.reference import DistrictFactory

YEAR_AGO = timedelta(days=365)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def year_ago(today) -> date:
    return today - YEAR_AGO


@pytest.fixture
def district(db):
    return DistrictFactory()


@pytest.fixture
def heard(monkeypatch):
    """What the hooks were told: a list of (event, facts)."""
    calls = []
    monkeypatch.setattr(hooks, "call", lambda event, **facts: calls.append((event, facts)))
    return calls
