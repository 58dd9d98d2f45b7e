"""The passes of the typesetter, in the confined process: one measures what room each article leaves on its last page,
the next ones print, with panels in that room. At last the text of the PDF is freed of breaks that are not seen.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from . import panels
from .seams import without_seams

TEMPLATES = Path(__file__).with_name("templates")
ONE_PASS = Path(__file__).with_name("one_pass.py")
COVER_PPI = 130
STRICT = ["ua-1"]  # PDF/UA; without it when a publication breaks one of its rules


class TypesettingError(Exception):
    """What the typesetter says."""


def typeset(data: dict, folder: Path, progress: Callable[[int], None]) -> tuple[bytes, int, bool]:
    """The PDF, its number of pages, whether it passed PDF/UA. Raises TypesettingError."""
    _lay_out(data, folder)
    endings = panels.endings(_pass(folder, measuring=True))
    progress(45)
    tight = [name for name, ending in endings.items() if ending.nearly_empty()]
    if tight:
        endings = panels.endings(_pass(folder, measuring=True, tight=tight))
    standards = STRICT
    for attempt in range(panels.ATTEMPTS):
        progress(60 + attempt * 6)
        wanted = {name: ending.panels(attempt) for name, ending in endings.items()}
        noted, standards = _printed(folder, standards, panels=wanted, tight=tight)
        if not panels.retry(endings, noted):
            break
    pdf = without_seams((folder / "pass.out").read_bytes())
    return pdf, len(pypdfium2.PdfDocument(pdf)), bool(standards)


def cover_png(data: dict, folder: Path) -> bytes:
    """The first page alone, as a picture. Raises TypesettingError."""
    _lay_out(data, folder)
    _pass(folder, main="cover-only.typ", format="png")
    return (folder / "pass.out").read_bytes()


def _lay_out(data: dict, folder: Path) -> None:
    for template in TEMPLATES.glob("*.typ"):
        shutil.copy(template, folder)
    (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _printed(folder: Path, standards: list[str], **inputs) -> tuple[dict, list[str]]:
    """A PDF by the strictest standard that the publication keeps, and that standard."""
    if standards:
        try:
            return _pass(folder, format="pdf", standards=standards, **inputs), standards
        except TypesettingError:
            pass  # what breaks only the standard passes below
    return _pass(folder, format="pdf", **inputs), []


def _pass(folder: Path, *, main: str = "main.typ", format: str = "", standards=(), **inputs) -> dict[str, list[dict]]:
    """What the templates noted: label → facts, in the order of the pages."""
    order = {"main": main, "format": format, "standards": list(standards), "ppi": COVER_PPI, "inputs": inputs}
    command = [sys.executable, "-I", str(ONE_PASS), str(folder)]  # nothing of the portal is loaded with it
    done = subprocess.run(command, input=json.dumps(order), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise MemoryError("The typesetter was ended: too much memory or time.")
    told = json.loads(done.stdout)
    if "fault" in told:
        raise TypesettingError(told["fault"])
    return told["noted"]
