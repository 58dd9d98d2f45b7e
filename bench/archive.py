"""Import of 150 old issues with their files, killed with SIGKILL three times on the way: each is there exactly once.

Every line has a PDF of 44 pages, a cover and ten articles in the contents.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tajryiba.magazine.models import ArchiveRow, Issue, IssuePage, PrintedArticle
from tajryiba.media.models import PortalDocument
from tests.factories import media
from tests.factories.archive import a_folder, contents_of, months

LINES, SMALL = 150, 20
KILLS = 3
PAGES = 44


def command(folder: Path) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    words = [sys.executable, "-m", "django", "import_archive", str(folder)]
    return subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603


def killed_after(folder: Path, steps: int) -> None:
    work = command(folder)
    for _step in range(steps):
        work.stdout.readline()
    work.kill()
    work.communicate()


def main(small: bool) -> list[dict]:
    lines = SMALL if small else LINES
    with tempfile.TemporaryDirectory() as place:
        rows = [row | {"cover": f"{row['pdf'][:-4]}.jpg"} for row in months(lines)]
        folder = a_folder(Path(place), rows, contents_of(rows, 10))
        for row in rows:
            (folder / row["pdf"]).write_bytes(media.pdf(pages=PAGES, text=f"Issue {row['pdf']} speaks of water"))
        begun = time.perf_counter()
        for _time in range(KILLS):
            killed_after(folder, 1 if small else 7)
        done_before = ArchiveRow.objects.filter(state="done").count()
        command(folder).communicate()
        seconds = time.perf_counter() - begun
    assert ArchiveRow.objects.filter(state="done").count() == lines
    pages = IssuePage.objects.filter(live=True, issue__from_archive=True)
    assert pages.count() == pages.values("issue", "locale").distinct().count() == lines
    assert PortalDocument.objects.filter(title__startswith="munitsipalitet-").count() == lines
    assert PrintedArticle.objects.count() == lines * 10
    return [
        {
            "lines": lines,
            "issues": Issue.objects.filter(from_archive=True).count(),
            "killed": KILLS,
            "done when killed": done_before,
            "seconds": round(seconds, 1),
            "a line, seconds": round(seconds / lines, 2),
            "twice or missing": 0,
        }
    ]
