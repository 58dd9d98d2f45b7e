"""The queue forgets what finished long ago, and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone
from huey.contrib.djhuey import HUEY

from tajryiba.core import queue, tasks


def put(name: str, **record) -> str:
    HUEY.put_result(name, record)
    return name


def test_only_finished_tasks_of_long_ago_are_forgotten():
    now = timezone.now()
    old = put("djt.old", finished_at=(now - timedelta(days=3)).isoformat())
    new = put("djt.new", finished_at=(now - timedelta(days=1)).isoformat())
    running, other = put("djt.running", finished_at=None), put("other", finished_at=None)
    assert queue.forget_finished() == 1
    assert HUEY.get(old, peek=True) is None
    for kept in (new, running, other):
        assert HUEY.get(kept) is not None


@pytest.mark.django_db
def test_every_night():
    old = put("djt.old", finished_at=(timezone.now() - timedelta(days=3)).isoformat())
    tasks.clear_queue.call_local()
    assert HUEY.get(old, peek=True) is None


@pytest.mark.parametrize("key", ["djt.a", b"djt.a"])
def test_keys_of_any_store(key):
    assert queue._text(key) == "djt.a"
