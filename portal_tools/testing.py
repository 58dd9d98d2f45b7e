"""`./portal test`: every test on SQLite, the journeys in a real browser, and all but the journeys on PostgreSQL."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from portal_tools import browser, catalogues, environment, office, poppler, postgres, programs
from portal_tools.common import Fault, child_environment, say

JOURNEYS = "tests/journeys"
TWO_WORKERS = ("-n", "2")
SUMMARY = re.compile(r"^(?:\x1b\[[\d;]*m)*=+ .*\bin [\d.]+s.*=+", re.MULTILINE)
POSTGRES_ADVICE = "On Debian or Ubuntu: apt-get install postgresql"
# Left over from a developer's shell, these would send the tests to another database or folder.
FOREIGN = ("DATABASE_URL", "REDIS_URL", "TAJRYIBA_DATA", "TAJRYIBA_URL", "TAJRYIBA_HOSTS", "DJANGO_SETTINGS_MODULE")


def test(arguments: list[str]) -> int:
    """Run the tests and tell at the end, in one line each, how every part went. The exit code.

    With arguments for pytest only those run, on SQLite, or on PostgreSQL with `--pg` among them.
    """
    on_postgres = "--pg" in arguments
    arguments = [argument for argument in arguments if argument != "--pg"]
    if on_postgres and postgres.find() is None:
        raise Fault(f"--pg needs a PostgreSQL server's programs. {POSTGRES_ADVICE}")
    python = environment.python("dev")
    catalogues.compile_all()
    if arguments or on_postgres:
        return _some(python, arguments, on_postgres)
    return Whole(python).run()


def _some(python: Path, arguments: Sequence[str], on_postgres: bool) -> int:
    chromium = browser.find(python)
    with _database(on_postgres) as env:
        return pytest(python, arguments, env, chromium)[0]


class Whole:
    """One whole run: its parts, their outcomes, what had to be left out."""

    def __init__(self, python: Path) -> None:
        self.python = python
        self.outcomes: list[str] = []
        self.skipped: list[str] = []
        self.failed = False

    def run(self) -> int:
        chromium = browser.find_or_install(self.python)
        rest = ["tests", f"--ignore={JOURNEYS}", *TWO_WORKERS]
        self._part("SQLite", rest, None, on_postgres=False)
        if chromium:
            self._part("browser journeys", [JOURNEYS], chromium, on_postgres=False)
        else:
            self.skipped.append(f"THE BROWSER JOURNEYS WERE SKIPPED: NO CHROMIUM WAS FOUND. {browser.ADVICE}")
        if postgres.find():
            self._part("PostgreSQL", [*rest, "--second-database"], None, on_postgres=True)
        else:
            self.skipped.append(f"THE TESTS ON POSTGRESQL WERE SKIPPED: NO SERVER WAS FOUND. {POSTGRES_ADVICE}")
        if not office.find():
            self.skipped.append(f"DRAFTS WERE NOT OPENED IN LIBREOFFICE: IT WAS NOT FOUND. {office.ADVICE}")
        if not poppler.is_there():
            self.skipped.append(f"PDF FILES WERE NOT LOOKED INTO WITH POPPLER: IT WAS NOT FOUND. {poppler.ADVICE}")
        return self._report()

    def _part(self, name: str, arguments: Sequence[str], chromium: str | None, on_postgres: bool) -> None:
        say(f"\n--- {name} ---")
        started = time.monotonic()
        with _database(on_postgres) as env:
            code, summary = pytest(self.python, arguments, env, chromium)
        self.failed = self.failed or code != 0
        outcome = "ok" if code == 0 else f"FAILED (pytest's exit code {code})"
        self.outcomes.append(f"{name}: {outcome}, {round(time.monotonic() - started)} s\n{summary}")

    def _report(self) -> int:
        say("\n" + "\n".join([*self.outcomes, *self.skipped]))
        if self.skipped and os.environ.get("CI") == "true":
            say("On a build machine nothing may be skipped: this run counts as failed.")
            return 1
        return int(self.failed)


@contextmanager
def _database(on_postgres: bool) -> Iterator[dict[str, str]]:
    """The environment for pytest; with PostgreSQL, of a new cluster that lives as long as the block."""
    env = child_environment()
    for name in FOREIGN:
        env.pop(name, None)
    folder = postgres.find() if on_postgres else None
    if folder is None:
        yield env
        return
    with postgres.temporary_cluster(folder) as address:
        yield {**env, "DATABASE_URL": address}


def pytest(python: Path, arguments: Sequence[str], env: dict[str, str], chromium: str | None) -> tuple[int, str]:
    """Run pytest, showing all that it says; its exit code and its own summary line."""
    command = [python, "-m", "pytest", *arguments]
    if sys.stdout.isatty():
        command.append("--color=yes")
    if chromium:
        env = {**env, "TAJRYIBA_CHROMIUM": chromium}
    process = programs.start(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    tail = ""
    try:
        while chunk := os.read(process.stdout.fileno(), 65536):
            sys.stdout.buffer.write(chunk)
            sys.stdout.flush()
            tail = (tail + chunk.decode(errors="replace"))[-20_000:]
        code = process.wait()
    finally:
        programs.stop([process])
    summaries = SUMMARY.findall(tail)
    return code, summaries[-1] if summaries else ""
