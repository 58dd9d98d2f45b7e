"""The passes of the typesetter, in the confined process: one measures what room each article leaves on its last page,
the next ones print, with panels in that room. At last the text of the PDF is freed of breaks that are not seen.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import typst

from . import panels
from .glyphs import FONTS
from .seams import without_seams

TEMPLATES = Path(__file__).with_name("templates")
STANDARDS = (["ua-1"], [])  # the second when a publication breaks a rule of the first


def typeset(data: dict, folder: Path, progress: Callable[[int], None]) -> tuple[bytes, int, bool]:
    """The PDF, its number of pages, whether it passed PDF/UA. Raises what the typesetter raises."""
    for template in TEMPLATES.glob("*.typ"):
        shutil.copy(template, folder)
    (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    compiler, standard = _measured(folder)
    progress(45)
    endings = panels.endings(_asking(compiler))
    tight = [name for name, ending in endings.items() if ending.nearly_empty()]
    if tight:
        endings = panels.endings(_asking(_compiler(folder, measure=True, tight=tight)))
    for attempt in range(panels.ATTEMPTS):
        progress(60 + attempt * 5)
        wanted = {name: ending.panels(attempt) for name, ending in endings.items()}
        compiler = _compiler(folder, panels=wanted, tight=tight)
        pdf = compiler.compile(format="pdf", pdf_standards=standard)
        if not panels.retry(endings, _asking(compiler)):
            break
    pdf = without_seams(pdf)
    return pdf, len(pypdfium2.PdfDocument(pdf)), bool(standard)


def _compiler(folder: Path, *, measure: bool = False, **inputs) -> typst.Compiler:
    told = {name: json.dumps(value) for name, value in inputs.items()} | {"pass": "measure" if measure else "print"}
    return typst.Compiler(
        input=str(folder / "main.typ"),
        root=str(folder),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        package_path=str(folder),  # no packages: neither from this machine nor from elsewhere
        package_cache_path=str(folder),
        sys_inputs=told,
    )


def _measured(folder: Path) -> tuple[typst.Compiler, list[str]]:
    """The measuring pass, by the strictest standard that the publication keeps."""
    for standard in STANDARDS:
        compiler = _compiler(folder, measure=True)
        try:
            compiler.compile(format="pdf", pdf_standards=standard)
            return compiler, standard
        except typst.TypstError:
            if standard == STANDARDS[-1]:
                raise
    raise AssertionError("the last standard returns or raises")


def _asking(compiler: typst.Compiler) -> Callable[[str], list[dict]]:
    """What the templates noted under a label, in the order of the pages."""
    return lambda label: json.loads(compiler.query(f"<{label}>", field="value"))
