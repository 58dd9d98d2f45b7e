"""How the words of each kind of file are read: bytes → HTML of paragraphs and tables. Only in the confined process."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from html import escape
from io import BytesIO
from pathlib import PurePath

from tajryiba.core.errors import DomainError

from ..archives import read_bounded
from ..documents import decoded
from ..pdf import pdf_text
from ..text import extract_text
from .limits import MOST_CHARACTERS, SECONDS

MOST_XML = 20 * 1024 * 1024
_HTML = re.compile(
    r"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|div|p|h[1-6]|article|section|table)\b", re.I | re.S
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{3,20})", re.I)
_ACTIVE_BODY = re.compile(r"<(script|style|head|title|svg|iframe|object|template)\b.*?(?:</\1\s*>|$)", re.I | re.S)
_HYPHEN = re.compile(r"(\w)[-\u00ad\ufffe]$")


def _refused(code: str) -> DomainError:
    return DomainError(code, code=code)


# --- HTML ---


def html_kind(data: bytes, name: str) -> str | None:
    """ "html" when the file is called so and is so; None for files that `check_document` knows."""
    if PurePath(name).suffix.lower() not in (".html", ".htm"):
        return None
    if not data.strip():
        raise _refused("empty")
    if any(part.lower() in (".exe", ".js", ".php", ".svg") for part in PurePath(name).suffixes[:-1]):
        raise _refused("bad_name")
    if not _HTML.match(_html_text(data)[:4000].lstrip("\ufeff")):
        raise _refused("disguised")
    return "html"


def _html_text(data: bytes) -> str:
    named = _CHARSET.search(data[:2000])
    if named:
        try:
            return data.decode(named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # it lies about itself: look at the bytes
    text = decoded(data)
    if text is None:
        raise _refused("broken")
    return text


def read_html(data: bytes) -> str:
    return _ACTIVE_BODY.sub("", _html_text(data))


# --- Office files ---


def read_docx(data: bytes) -> str:
    """With tables; without pictures. The XML is measured before a tree is built of it."""
    import mammoth  # noqa: PLC0415  (costs start-up time)

    with zipfile.ZipFile(BytesIO(data)) as archive:
        if archive.getinfo("word/document.xml").file_size > MOST_XML:
            raise _refused("too_hard")
        if len(read_bounded(archive, "word/document.xml", MOST_XML + 1)) > MOST_XML:
            raise _refused("bomb")
    no_pictures = mammoth.images.img_element(lambda _image: {"src": ""})
    return mammoth.convert_to_html(BytesIO(data), convert_image=no_pictures, include_embedded_style_map=False).value


def read_odt(data: bytes) -> str:
    return from_lines(extract_text(data, "odt"))


def read_rtf(data: bytes) -> str:
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415

    return from_lines(rtf_to_text(data.decode("cp1251", "replace"), encoding="cp1251", errors="replace"))


def read_doc(data: bytes) -> str:
    """By antiword where the machine has it. It gets the bytes on standard input and inherits the limits."""
    program = shutil.which("antiword")
    if program is None:
        raise _refused("no_reader")
    done = subprocess.run(  # noqa: S603  (a fixed command)
        [program, "-w", "0", "-m", "UTF-8.txt", "-"], input=data, capture_output=True, timeout=SECONDS, check=False
    )
    if done.returncode:
        raise _refused("broken")
    return from_lines(done.stdout.decode("utf-8", "replace"))


def read_pdf(data: bytes) -> str:
    return from_lines("\n".join(joined(pdf_text(data, MOST_CHARACTERS).splitlines())))


def read_txt(data: bytes) -> str:
    return from_lines(decoded(data) or "")


def from_lines(text: str) -> str:
    return "".join(f"<p>{escape(line.strip(), quote=False)}</p>" for line in text.splitlines() if line.strip())


# --- Lines of a PDF are not paragraphs ---

_BEGINS = re.compile(
    r"^(?:\d{1,4}(?:[-.]\d+)*[.)]\s|[а-яa-z]\)\s|[-–•]\s|«|"
    r"Статья\s|СТАТЬЯ\s|Глава\s|ГЛАВА\s|Раздел\s|РАЗДЕЛ\s|Приложение\b"
    r"|(?:\d{1,4}|[IVXLC]+)\s*-\s*(?:берене|глава|бөлүм|бап|тиркеме))"
)
_ENDS = re.compile(r"[.;:!?»]\s*$")
LONG_LINE = 55  # a shorter line that ends without a stop is a heading, not a line in the middle of a paragraph


def joined(lines: list[str]) -> list[str]:
    """Paragraphs out of the lines of a page: a line goes on unless it ends a sentence or the next begins a point."""
    found: list[str] = []
    open_line = False
    for line in (" ".join(line.split()) for line in lines):
        if not line or (line.isdecimal() and len(line) < 4):  # an empty line, the number of a page
            continue
        if open_line and not _BEGINS.match(line):
            split_word = _HYPHEN.search(found[-1])
            found[-1] = (found[-1][:-1] if split_word else f"{found[-1]} ") + line
        else:
            found.append(line)
        open_line = not _ENDS.search(line) and len(line) >= LONG_LINE
    return found


READERS: dict[str, Callable[[bytes], str]] = {
    "html": read_html,
    "docx": read_docx,
    "odt": read_odt,
    "rtf": read_rtf,
    "doc": read_doc,
    "pdf": read_pdf,
    "txt": read_txt,
}
