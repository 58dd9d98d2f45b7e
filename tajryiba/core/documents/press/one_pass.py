"""One pass of the typesetter in a process of its own: its memory is free again when it ends.

What to do comes as JSON on standard input, what was found goes out as JSON; the file itself is left in the folder.
"""

import json
import sys
from pathlib import Path

import typst

FONTS = Path(__file__).with_name("fonts")
LABELS = ("opens", "ends", "rooms", "panels", "heads", "feet")


def run(folder: Path, order: dict) -> dict:
    """{"noted": {label: [facts]}} and the file "pass.out", or {"fault": what the typesetter says}."""
    compiler = typst.Compiler(
        input=str(folder / order["main"]),
        root=str(folder),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        package_path=str(folder),  # no packages: neither from this machine nor from elsewhere
        package_cache_path=str(folder),
        sys_inputs={name: json.dumps(value) for name, value in order["inputs"].items()},
    )
    try:
        if order["format"]:
            options = {"ppi": order["ppi"]} if order["format"] == "png" else {"pdf_standards": order["standards"]}
            (folder / "pass.out").write_bytes(compiler.compile(format=order["format"], **options))
        labels = LABELS if order["main"] == "main.typ" else ()
        return {"noted": {label: json.loads(compiler.query(f"<{label}>", field="value")) for label in labels}}
    except typst.TypstError as fault:
        return {"fault": str(fault)[:500]}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(Path(sys.argv[1]), json.loads(sys.stdin.read()))))
