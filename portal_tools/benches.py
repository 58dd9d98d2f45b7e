"""`./portal bench`: measurements by hand, on a prepared copy of the demo's data; never a test.

A bench is `bench/NAME.py` with a docstring and `main(small: bool) -> list[dict]`: the rows of a table, all with the
same keys. It runs with Django ready and a data folder of its own that is thrown away.
"""

import ast
import shutil
import tempfile
from pathlib import Path

from portal_tools import environment, programs
from portal_tools.common import ROOT, Fault, say
from portal_tools.datafolder import SETTINGS, DataFolder
from portal_tools.prepare import prepare

BENCHES = ROOT / "bench"


def names() -> dict[str, str]:
    """Every bench and the first line of what it says of itself."""
    files = [path for path in sorted(BENCHES.glob("*.py")) if not path.name.startswith("_")]
    documents = {path.stem: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) for path in files}
    return {name: (document or "").partition("\n")[0] for name, document in documents.items()}


def bench(name: str | None, as_json: bool, small: bool) -> int:
    """Run one bench, or list them all. Raises `Fault` on a name that is not there."""
    if name is None:
        for known, what in names().items():
            say(f"{known:16} {what}")
        return 0
    if name not in names():
        raise Fault(f"There is no bench «{name}». There are: {', '.join(names()) or 'none yet'}.")
    python = environment.python("dev")
    kept = DataFolder(ROOT / "var" / "bench")
    kept.make("demo")
    with kept.held(("bench",)):
        prepare(kept, "demo", python, kept.environment(DJANGO_SETTINGS_MODULE=SETTINGS["demo"]))
    with tempfile.TemporaryDirectory(prefix="tajryiba-bench-") as folder:
        shutil.copytree(kept.path, folder, dirs_exist_ok=True)
        env = DataFolder(Path(folder)).environment(
            DJANGO_SETTINGS_MODULE=SETTINGS["demo"], TAJRYIBA_LOG_LEVEL="WARNING"
        )
        options = [*(["--json"] if as_json else []), *(["--small"] if small else [])]
        return programs.run([python, "-m", "portal_tools.bench_runner", name, *options], env=env)
