"""Kick a background task by name, on commit. The task only looks for rows that need work,
so a lost kick loses nothing.
"""

from functools import partial

from django.db import transaction
from django.utils.module_loading import import_string


def kick(path: str, *args) -> None:
    """Enqueue the task at dotted `path` once the transaction is committed; arguments must be JSON-able."""
    transaction.on_commit(partial(_enqueue, path, args), robust=True)


def _enqueue(path: str, args) -> None:
    import_string(path).enqueue(*args)
