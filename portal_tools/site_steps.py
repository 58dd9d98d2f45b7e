"""Runs inside the project's environment: `python -m portal_tools.site_steps STEP…`, each a management command.

One process for all steps, because to start Django costs more than most of them.
"""

import io
import os
import sys
import warnings
from contextlib import nullcontext
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from portal_tools import sqlite_copy
from portal_tools.common import Progress, Stopped, listen_for_stop, say

WHAT = {
    "migrate": "Preparing the database",
    "createcachetable": "Making the shared cache",
    "create_huey_tables": "Making the task queue",
    "collectstatic": "Collecting styles, scripts and pictures",
    "load_starter": "Loading the starter content",
    "rebuild_search": "Bringing the search up to date",
    "create_first_admin": "Looking for an administrator",
    "load_sample_people": "Making the sample people",
    "load_sample_adoptions": "Letting the sample municipalities adopt practices",
}
OPTIONS = {
    "migrate": {"interactive": False},
    "collectstatic": {"interactive": False, "verbosity": 0},
}
SAMPLE_PEOPLE = "sample-people.txt"


class Words(io.StringIO):
    """Keeps what a command says and shows its last line beside the progress."""

    def __init__(self, progress: Progress, migrations: int = 0) -> None:
        super().__init__()
        self._progress = progress
        self._migrations = migrations

    def write(self, text: str) -> int:
        count = super().write(text)
        if self._migrations:
            self._progress.note = f"{self.getvalue().count('Applying ')} of {self._migrations} changes"
        elif text.strip():
            self._progress.note = text.strip().splitlines()[-1]
        return count


def is_needed(step: str) -> bool:
    """The queue has tables to be made only where it lives in PostgreSQL."""
    return step != "create_huey_tables" or settings.HUEY["huey_class"] == "huey.PostgresHuey"


def run_step(step: str) -> None:
    with Progress(WHAT.get(step, step)) as progress:
        migrations = count_migrations() if step == "migrate" else 0
        words = Words(progress, migrations)
        with sqlite_copy.kept(sqlite_database()) if migrations and sqlite_database() else nullcontext():
            call_command(step, stdout=words, **OPTIONS.get(step, {}))
    # What most commands say is only a sign of life; these two tell logins and passwords.
    if step == "create_first_admin" and words.getvalue().strip():
        say(f"\n{words.getvalue().strip()}\n")
    elif step == "load_sample_people":
        keep_sample_people(words.getvalue())


def sqlite_database() -> Path | None:
    return Path(connection.settings_dict["NAME"]) if connection.vendor == "sqlite" else None


def count_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def keep_sample_people(text: str) -> None:
    """Keep the sample passwords: every start of the demo shows them, and only the first makes the people."""
    path = Path(settings.DATA_DIR) / SAMPLE_PEOPLE
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")


def main(steps: list[str]) -> int:
    """Run the steps; 1 with a sentence when one cannot be done for an expected reason."""
    os.umask(0o027)
    listen_for_stop()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # what a library will change one day is no news for who starts the portal
    django.setup()
    step = ""
    try:
        database = sqlite_database()
        if database and sqlite_copy.restore(database):
            say("The last change of the database was cut off: it is taken up again from the state before it.")
        for step in filter(is_needed, steps):
            run_step(step)
    except CommandError as error:
        say(f"«{step}» says: {error}")
        return 1
    except DatabaseError as error:
        say(f"The database does not do what is asked of it: {str(error).strip()}")
        return 1
    except Stopped as stopped:
        return 128 + stopped.signum
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
