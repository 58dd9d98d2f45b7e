"""The maker: a folder with a publication comes in, a document goes out. A process started by `outside.py`; it knows no
database, no settings, no network.
"""

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from .limits import confine, most_memory_used


def say(**facts) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def make(folder: Path) -> dict:
    """Writes `made`; says what it has done."""
    from .parcel import unpack  # noqa: PLC0415  (after the limits)

    order = json.loads((folder / "order.json").read_text(encoding="utf-8"))
    if order["kind"] == "epub":
        from .epub import bound  # noqa: PLC0415

        data, missing = bound(unpack(folder), order["words"], lambda done: say(progress=done))
        pages, accessible = 0, True
    else:
        from .typeset import typeset  # noqa: PLC0415

        facts, missing = _apart(_facts, folder, order)
        say(progress=25)
        data, pages, accessible = typeset(facts, folder, lambda done: say(progress=done))
    (folder / "made").write_bytes(data)
    return {"pages": pages, "missing": missing, "accessible": accessible, "memory": most_memory_used()}


def _facts(folder: Path, order: dict) -> tuple[dict, list[str]]:
    """What the templates print."""
    from .layout import page_data  # noqa: PLC0415
    from .parcel import unpack  # noqa: PLC0415

    return page_data(unpack(folder), folder, order["words"], order["only"])


def _apart(work, *arguments):
    """Done in a process that then ends: pictures take much memory, which the typesetter needs next."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def main() -> None:
    confine()
    try:
        report = make(Path(sys.argv[1]))
    except (MemoryError, RecursionError, BrokenProcessPool):
        report = {"refused": "too_hard"}
    except Exception as error:  # noqa: BLE001  (whatever a publication breaks on is an answer)
        report = {"refused": "broken", "why": f"{type(error).__name__}: {error}"[:500]}
    say(**report)


if __name__ == "__main__":
    main()
