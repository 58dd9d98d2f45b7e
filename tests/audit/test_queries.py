from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group

from tajryiba.audit import queries
from tajryiba.audit.domain import record
from tests.factories.audit import EventFactory

pytestmark = pytest.mark.django_db


def test_history_of_one_object_newest_first():
    group, other = Group.objects.create(name="one"), Group.objects.create(name="other")
    first = record("groups.made", obj=group)
    second = record("groups.renamed", obj=group)
    record("groups.made", obj=other)

    assert list(queries.history(group)) == [second, first]


def test_count_by_verb_and_time():
    for day in (1, 2, 3):
        EventFactory(at=datetime(2026, 3, day, tzinfo=UTC))
    EventFactory(verb="practices.withdrawn", at=datetime(2026, 3, 2, tzinfo=UTC))
    second, third = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 3, tzinfo=UTC)

    assert queries.count("practices.published") == 3
    assert queries.count("practices.published", since=second) == 2
    assert queries.count("practices.published", until=third) == 2
    assert queries.count("practices.published", since=second, until=third) == 1
    assert queries.count("practices.unknown") == 0
