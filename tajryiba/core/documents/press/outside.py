"""Runs the maker (`inside.py`) as a separate process: whatever a publication does to it, the portal goes on.

The maker gets a folder of its own, limits of memory and time, no environment. It reports each step as a line of JSON;
a maker that is killed, crashes or is silent is a clear refusal.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError

from .limits import SECONDS
from .model import Publication
from .parcel import fingerprint, pack
from .words import words

ROOT = Path(__file__).resolve().parents[4]
Progress = Callable[[int], None]

REFUSALS = {
    "too_hard": _(
        "Making this document takes too long or too much memory. Make tables or pictures smaller, or split it."
    ),
    "broken": _("The document could not be made. Change the text and try again."),
}


@dataclass(frozen=True)
class Made:
    """A finished document. `missing` names the pictures that could not be used; `memory` is the most bytes held at
    once; `accessible` says that a PDF passed the rules of PDF/UA.
    """

    data: bytes
    pages: int = 0
    missing: tuple[str, ...] = ()
    memory: int = 0
    accessible: bool = True


def make_pdf(publication: Publication, *, only: int | None = None, progress: Progress | None = None) -> Made:
    """The publication typeset for print; `only` is the place of one article (from 0) to be made alone, without cover.

    Calls `progress` with 0 … 100. Writes nothing but a temporary folder. Raises DomainError with a code of REFUSALS.
    """
    return _make("pdf", publication, only, progress)


def make_epub(publication: Publication, *, progress: Progress | None = None) -> Made:
    """The publication as an EPUB 3 book. As `make_pdf`."""
    return _make("epub", publication, None, progress)


def fingerprint_of(publication: Publication) -> str:
    """A digest of all that is printed and of how: the same one, the same document."""
    return fingerprint(publication, words(publication.language))


def _make(kind: str, publication: Publication, only: int | None, progress: Progress | None) -> Made:
    with tempfile.TemporaryDirectory(prefix="press-") as name:
        folder = Path(name)
        pack(publication, folder)
        order = {"kind": kind, "only": only, "words": words(publication.language)}
        (folder / "order.json").write_text(json.dumps(order), encoding="utf-8")
        report = _run(folder, progress)
        if "refused" in report:
            code = report["refused"] if report["refused"] in REFUSALS else "broken"
            raise DomainError(REFUSALS[code], code=code)
        data = (folder / "made").read_bytes()
    return Made(data, report["pages"], tuple(report["missing"]), report["memory"], report["accessible"])


def _run(folder: Path, progress: Progress | None) -> dict:
    """The maker's last line. A watch ends it when its time is over."""
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "tajryiba.core.documents.press.inside", str(folder)]
    with subprocess.Popen(  # noqa: S603  (our own module, our own folder)
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=ROOT,
        text=True,
        start_new_session=True,
    ) as process:
        watch = threading.Timer(SECONDS, _end, [process])
        watch.start()
        try:
            report = _read(process.stdout, progress)
        finally:
            watch.cancel()
            _end(process)
    return report


def _end(process: subprocess.Popen) -> None:
    """The maker and what it started."""
    with suppress(OSError):  # it has ended by itself
        os.killpg(process.pid, signal.SIGKILL)


def _read(lines, progress: Progress | None) -> dict:
    for line in lines:
        try:
            said = json.loads(line)
        except ValueError:
            continue  # a library talks
        if "progress" not in said:
            return said
        if progress:
            progress(said["progress"])
    return {"refused": "too_hard"}  # it ended without a word: killed for memory or time
