"""The connection of the engine for PostgreSQL: its errors as `EngineError`, and reading by the index alone."""

from contextlib import contextmanager, nullcontext

from django.db import DatabaseError, connection, transaction

from .base import EngineError


@contextmanager
def all_or_nothing():
    with _or_error("written"), transaction.atomic():
        yield


@contextmanager
def by_index():
    """The planner knows nothing of what it costs to unpack a vector, and of ten thousand documents reads them all.
    Compiling a query takes longer than any of ours. Whoever called from a transaction gets his settings back.
    """
    inside = connection.in_atomic_block
    with _or_error("read"), transaction.atomic():
        execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
        yield
        if inside:
            execute("SET LOCAL enable_seqscan = DEFAULT; SET LOCAL jit = DEFAULT")


def rows(sql: str, parameters=()) -> list:
    """An error leaves the caller's transaction usable."""
    savepoint = transaction.atomic() if connection.in_atomic_block else nullcontext()
    with _or_error("read"), savepoint, connection.cursor() as cursor:
        cursor.execute(sql, list(parameters))
        return cursor.fetchall()


def execute(sql: str, parameters=()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(parameters) or None)


@contextmanager
def _or_error(done: str):
    try:
        yield
    except DatabaseError as error:
        raise EngineError(f"the index cannot be {done}: {error}") from error
