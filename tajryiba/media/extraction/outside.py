"""Runs the reader (`inside.py`) as a separate process: whatever a file does to it, the portal goes on.

The reader gets at most 300 MB of memory and five seconds, no environment, no files to write. It answers with one line
of JSON; anything else (killed, crashed, silent) is a clear refusal.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError

from .limits import MOST_BYTES, SECONDS

ENDINGS = ("docx", "odt", "pdf", "rtf", "doc", "html", "htm", "txt")
ROOT = Path(__file__).resolve().parents[3]

REFUSALS = {
    "too_large": _("The document is larger than 25 MB. Make it smaller and send it again."),
    "empty": _("The document is empty. Choose another file."),
    "no_text": _("There is no text in this document: it may be a scan. Send a file with text."),
    "bad_name": _("The file has a misleading name. Rename it and send it again."),
    "unknown_kind": _("No text can be taken out of this kind of file. Send DOCX, PDF, RTF, ODT, DOC, HTML or TXT."),
    "disguised": _(
        "The name of the file does not agree with what is inside. Give it its true ending and send it again."
    ),
    "encrypted": _("The document is protected by a password. Remove the protection and send it again."),
    "active": _("The document contains macros or scripts. Save it without them, or as PDF, and send it again."),
    "bomb": _("The document unpacks to too much data. Save it again with smaller pictures."),
    "dtd": _("The document holds declarations that office programs do not write. Save it again and send it."),
    "unsafe_paths": _("The document holds files with unsafe names. Save it again in your office program."),
    "broken": _("The document is damaged and cannot be opened. Save it again and send the new copy."),
    "no_reader": _("This portal cannot read old .doc files. Save it as DOCX and send it again."),
    "too_hard": _("Reading this document takes too long or too much memory. Split it, or save it as DOCX."),
}


@dataclass(frozen=True)
class Extracted:
    """What was read. `html` is what the reader made of it, not cleaned yet; `kind` is found by looking inside."""

    kind: str
    html: str


def take_text(data: bytes, name: str) -> Extracted:
    """The words of a document as HTML with paragraphs and tables. Reads nothing from the disk, writes nothing.

    Raises DomainError with one of the codes of REFUSALS.
    """
    if len(data) > MOST_BYTES:
        raise refusal("too_large")
    ending = PurePath(name).suffix.lstrip(".").strip().lower()
    if ending not in ENDINGS:
        raise refusal("unknown_kind")
    answer = _run(data, PurePath(name).name[-120:])
    if "refused" in answer:
        raise refusal(answer["refused"])
    return Extracted(answer["kind"], answer["html"])


def refusal(code: str) -> DomainError:
    code = code if code in REFUSALS else "broken"
    return DomainError(REFUSALS[code], code=code)


def _run(data: bytes, name: str) -> dict:
    answer = ask_reader("tajryiba.media.extraction.inside", data, name)
    return {"refused": "too_hard"} if answer is None else answer


def ask_reader(module: str, data: bytes, *words: str) -> dict | None:
    """What `module`, run as a process of its own that calls `limits.confine`, says about `data`: one line of JSON.

    `words` are its arguments, in hexadecimal digits. None when it was ended, crashed, or said nothing that can be read.
    """
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", module, *(word.encode("utf-8", "replace").hex() for word in words)]
    try:
        done = subprocess.run(  # noqa: S603  (a module of ours, the words travel as digits)
            command, input=data, capture_output=True, timeout=SECONDS, env=environment, check=False, cwd=ROOT
        )
        return json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return None
