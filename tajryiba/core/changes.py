"""Change numbers: for every table how often it was written, by whichever process, so that what was made out of tables
can be kept and is known to be old at the first look (kept.py, pagecache.py; docs/decisions/0004).

Counted where every write passes, below the models: no verb, bulk update or form of the admin can forget it. On SQLite
the number moves in the writer's transaction. On PostgreSQL it would be a lock that every writer waits for, so there it
moves right after the commit: what was kept in between carries the older number and is made anew.
"""

import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.backends.signals import connection_created

from . import once
from .models import TableChange

_WRITTEN = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
_READ = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)', re.IGNORECASE)
_TABLE = TableChange._meta.db_table
_RAISE = (
    f"INSERT INTO {_TABLE} (name, number) VALUES %s "  # noqa: S608  (our own name; what is filled in are placeholders)
    f"ON CONFLICT (name) DO UPDATE SET number = {_TABLE}.number + 1"
)
_QUESTION = "changes"
_reading: ContextVar[set[str] | None] = ContextVar("tables_read", default=None)


def numbers() -> dict[str, int]:
    """Table → number, for all that was ever written and may be shown; one query a request."""
    return once.once(_QUESTION, read)


def known() -> dict[str, int] | None:
    """The numbers if this request has asked for them already, else None."""
    return once.answered(_QUESTION)


def read() -> dict[str, int]:
    """The numbers of this moment; one query."""
    return dict(TableChange.objects.values_list("name", "number"))


def is_shown(table: str) -> bool:
    """Whether what readers see may come out of this table."""
    return table != _TABLE and not table.startswith(settings.TABLES_NOT_SHOWN)


@contextmanager
def tables_read() -> Iterator[set[str]]:
    """A set that fills with the names of the tables that are read inside; what is read inside of it, outside too."""
    found: set[str] = set()

    def watch(execute, sql, params, many, context):
        found.update(_READ.findall(str(sql)))
        return execute(sql, params, many, context)

    outer = _reading.get()
    token = _reading.set(found)
    try:
        with connection.execute_wrapper(watch):
            yield found
    finally:
        _reading.reset(token)
        if outer is not None:
            outer |= found


def count_as_read(tables: Iterable[str]) -> None:
    """What is taken out of memory now was read from these tables."""
    found = _reading.get()
    if found is not None:
        found.update(tables)


# --- Counting ---


class _Pending(threading.local):
    """Tables that this thread's transaction wrote. One that is rolled back leaves its own here: then the next one
    counts them too, which is harmless.
    """

    def __init__(self):
        self.tables: set[str] = set()


_pending = _Pending()


def _watch(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    match = _WRITTEN.match(sql) if isinstance(sql, str) else None
    if match and is_shown(match[1]):
        _changed(context["connection"], match[1])
    return result


def _changed(connection, table: str) -> None:
    once.forget()
    if settings.CHANGES_IN_TRANSACTION:
        _raise(connection, {table})
        return
    _pending.tables.add(table)
    if all(function is not _after_commit for _savepoints, function, _robust in connection.run_on_commit):
        transaction.on_commit(_after_commit, robust=True)


def _after_commit() -> None:
    tables, _pending.tables = _pending.tables, set()
    _raise(connection, tables)


_counts = False


def _raise(connection, tables: set[str]) -> None:
    """Always in the order of names, so that two processes never wait for each other."""
    global _counts
    with connection.cursor() as cursor:
        if not _counts:  # while a database is being made there is nothing to count in, and nobody who reads
            _counts = _TABLE in connection.introspection.table_names(cursor)
        if _counts:
            cursor.execute(_RAISE % ", ".join(["(%s, 1)"] * len(tables)), sorted(tables))


def _install(connection, **_facts) -> None:
    """First in the row: a wrapper of a `with` takes the last one away when it ends."""
    if connection.alias == DEFAULT_DB_ALIAS and _watch not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _watch)


def start_counting() -> None:
    """Called once from `apps.py`."""
    connection_created.connect(_install, dispatch_uid="tajryiba.core.changes")
