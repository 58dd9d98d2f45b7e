"""A migration of SQLite that is cut off (power, kill) must not leave half a schema: some cannot be taken up again.

So the database is copied before, and the copy removed after. A copy that is still there at the next start tells that
the migration did not end: then it becomes the database again.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path


def _copy_of(database: Path) -> Path:
    return database.with_name(f"{database.name}.before-migration")


@contextlib.contextmanager
def kept(database: Path) -> Iterator[None]:
    """Keep a copy of the database as long as the block runs; it stays when the block does not end well."""
    copy = _copy_of(database)
    new = copy.with_name(f"{copy.name}.new")
    new.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(database)) as source, contextlib.closing(sqlite3.connect(new)) as target:
        source.backup(target)
    new.replace(copy)
    yield
    copy.unlink()


def restore(database: Path) -> bool:
    """Bring back the copy of a migration that did not end; whether there was one."""
    copy = _copy_of(database)
    if not copy.exists():
        return False
    for ending in ("-wal", "-shm"):
        database.with_name(f"{database.name}{ending}").unlink(missing_ok=True)
    copy.replace(database)
    return True
