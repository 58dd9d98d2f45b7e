"""The command is killed in the middle of its work, twice, and started again: each issue is there exactly once.

Twenty lines, every fifth with a PDF (`./portal bench archive` does the same with 150 lines and all their files).
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from portal_tools.common import ROOT
from tests.factories.archive import a_folder, contents_of, months

LINES = 20
COMMAND = (sys.executable, "-m", "django", "import_archive")
COUNTED = {
    "issues": "SELECT count(*), count(DISTINCT year * 100 + month) FROM magazine_issue",
    "pages": "SELECT count(*), count(DISTINCT url_path) FROM wagtailcore_page WHERE live AND depth = 4",
    "documents": "SELECT count(*), count(DISTINCT title) FROM media_portaldocument",
    "contents": "SELECT count(*), count(DISTINCT title || page_id) FROM magazine_printedarticle",
    "events": "SELECT count(*), count(DISTINCT object_id || data) FROM audit_event "
    "WHERE verb = 'magazine.issue_archived'",
    "rows": "SELECT count(*), sum(state = 'done' AND issue_id IS NOT NULL) FROM magazine_archiverow",
    "jobs": "SELECT count(*), sum(state = 'done') FROM magazine_archiveimport",
}


@pytest.fixture
def start(sqlite_template: Path, tmp_path: Path) -> Callable[..., subprocess.Popen]:
    """Start the command in a data folder of its own."""
    shutil.copyfile(sqlite_template, tmp_path / "portal.sqlite3")
    database = sqlite3.connect(tmp_path / "portal.sqlite3")
    database.execute("CREATE TABLE cache (cache_key varchar(255) PRIMARY KEY, value text, expires datetime)")
    database.close()
    own = {"TAJRYIBA_DATA": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'portal.sqlite3'}"}
    environment = {**os.environ, **own, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    environment["DJANGO_SETTINGS_MODULE"] = "tajryiba.config.settings.dev"

    def begin(folder: Path) -> subprocess.Popen:
        return subprocess.Popen(
            [*COMMAND, str(folder)], env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    return begin


def counted(path: Path) -> dict[str, tuple]:
    database = sqlite3.connect(path)
    try:
        return {what: database.execute(question).fetchone() for what, question in COUNTED.items()}
    finally:
        database.close()


def test_each_issue_exactly_once(start, tmp_path):
    rows = months(LINES, files=False)
    rows = [row | ({"pdf": f"{index}.pdf"} if index % 5 == 0 else {}) for index, row in enumerate(rows)]
    folder = a_folder(tmp_path / "old", rows, contents_of(rows))
    for _time in range(2):
        work = start(folder)
        assert b"lines left" in work.stdout.readline()
        work.kill()  # SIGKILL
        work.communicate()
    assert 0 < counted(tmp_path / "portal.sqlite3")["rows"][1] < LINES
    work = start(folder)
    said, _errors = work.communicate()
    assert work.returncode == 0
    assert said.decode().endswith(f"{LINES} of {LINES} lines are in the archive, 0 were refused.\n")
    assert counted(tmp_path / "portal.sqlite3") == {
        "issues": (10, 10),
        "pages": (20, 20),
        "documents": (4, 4),
        "contents": (60, 60),
        "events": (20, 20),
        "rows": (20, 20),
        "jobs": (1, 1),
    }
