"""Runs inside the project's environment: one bench, its table on the screen, its rows in bench/results/NAME.json."""

import importlib
import json
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

import django

from portal_tools.common import ROOT, say

RESULTS = ROOT / "bench" / "results"


def table(rows: list[dict]) -> str:
    """The rows as text in columns: names to the left, numbers to the right."""
    if not rows:
        return "(no rows)"
    heads = list(rows[0])
    cells = [[_cell(row.get(head)) for head in heads] for row in rows]
    widths = [max(len(head), *(len(line[i]) for line in cells)) for i, head in enumerate(heads)]
    numeric = [all(isinstance(row.get(head), int | float) for row in rows) for head in heads]

    def align(line: list[str]) -> str:
        padded = [text.rjust(w) if n else text.ljust(w) for text, w, n in zip(line, widths, numeric, strict=True)]
        return "  ".join(padded).rstrip()

    return "\n".join([align(heads), "  ".join("-" * width for width in widths), *map(align, cells)])


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:,.2f}" if isinstance(value, float) else str(value)


def main(name: str, as_json: bool, small: bool) -> None:
    """Measure, show, keep. The file says when and on what, since a number without its machine means nothing."""
    django.setup()
    rows = importlib.import_module(f"bench.{name}").main(small)
    facts = {
        "bench": name,
        "small": small,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "rows": rows,
    }
    text = json.dumps(facts, ensure_ascii=False, indent=2)
    RESULTS.mkdir(parents=True, exist_ok=True)
    path: Path = RESULTS / f"{name}.json"
    path.write_text(text + "\n", encoding="utf-8")
    say(text if as_json else table(rows))


if __name__ == "__main__":
    main(sys.argv[1], as_json="--json" in sys.argv, small="--small" in sys.argv)
