"""The maker: a folder with a publication comes in, a document goes out. A process started by `outside.py`; it knows no
database, no settings, no network.
"""

import json
import sys
from pathlib import Path

from .limits import confine, most_memory_used


def say(**facts) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def make(folder: Path) -> dict:
    """Writes `made`; says what it has done."""
    from .parcel import unpack  # noqa: PLC0415  (after the limits)

    order = json.loads((folder / "order.json").read_text(encoding="utf-8"))
    publication = unpack(folder)
    if order["kind"] == "epub":
        from .epub import bound  # noqa: PLC0415

        data, missing = bound(publication, order["words"], lambda done: say(progress=done))
        pages, accessible = 0, True
    else:
        from .layout import page_data  # noqa: PLC0415
        from .typeset import typeset  # noqa: PLC0415

        facts, missing = page_data(publication, folder, order["words"], order["only"])
        say(progress=25)
        data, pages, accessible = typeset(facts, folder, lambda done: say(progress=done))
    (folder / "made").write_bytes(data)
    return {"pages": pages, "missing": missing, "accessible": accessible, "memory": most_memory_used()}


def main() -> None:
    confine()
    try:
        report = make(Path(sys.argv[1]))
    except (MemoryError, RecursionError):
        report = {"refused": "too_hard"}
    except Exception as error:  # noqa: BLE001  (whatever a publication breaks on is an answer)
        report = {"refused": "broken", "why": f"{type(error).__name__}: {error}"[:500]}
    say(**report)


if __name__ == "__main__":
    main()
