"""Pictures of the first pages of a PDF, drawn in a process of its own: a hostile file costs that process its life, and
nothing else. Other kinds of documents have no pictures.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .enums import DocumentKind

SECONDS = 20
MAX_OUTPUT = 20 * 1024 * 1024
_WORKER = Path(__file__).with_name("preview_process.py")


@dataclass(frozen=True)
class PagePicture:
    """A page as WebP."""

    data: bytes
    width: int
    height: int


def page_pictures(data: bytes, kind: str, *, pages: int = 3, width: int = 900) -> list[PagePicture]:
    """The first `pages` pages, each at most `width` pixels wide; [] for what is no PDF or cannot be drawn in time."""
    if kind != DocumentKind.PDF:
        return []
    command = [sys.executable, "-I", str(_WORKER), str(pages), str(width)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except (subprocess.TimeoutExpired, OSError):
        return []
    return _unpacked(done.stdout) if done.returncode == 0 else []


def _unpacked(out: bytes) -> list[PagePicture]:
    """A line of JSON with the sizes, then the pictures one after another."""
    head, _newline, body = out[:MAX_OUTPUT].partition(b"\n")
    found, start = [], 0
    for length, width, height in json.loads(head or b"[]"):
        found.append(PagePicture(body[start : start + length], width, height))
        start += length
    return found
