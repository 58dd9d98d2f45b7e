"""The store of the task queue: what finished long ago is forgotten, since nobody asks for it."""

from datetime import datetime, timedelta

from django.utils import timezone
from huey.contrib.djhuey import HUEY

RECORD = "djt."  # how the queue's backend for Django's tasks names its records; it keeps each of them for ever
KEPT = timedelta(days=2)


def forget_finished() -> int:
    """Remove records of tasks that finished more than two days ago; returns how many."""
    before = timezone.now() - KEPT
    return sum(_forget(key, before) for key in [_text(key) for key in HUEY.all_results()] if key.startswith(RECORD))


def _forget(key: str, before: datetime) -> bool:
    record = HUEY.get(key, peek=True) or {}
    finished = record.get("finished_at")
    if finished is None or datetime.fromisoformat(finished) > before:
        return False
    HUEY.delete(key)
    return True


def _text(key) -> str:
    """Redis gives bytes, the others text."""
    return key.decode() if isinstance(key, bytes) else key
