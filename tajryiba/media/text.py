"""Text taken out of documents, bounded, for search. What cannot be read gives "": search must not fail on one file."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

from .archives import has_dtd, read_bounded
from .documents import decoded
from .enums import DocumentKind
from .pdf import pdf_text

MAX_CHARACTERS = 500_000
_MAX_XML = 50 * 1024 * 1024
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BROKEN = (
    zipfile.BadZipFile,
    ElementTree.ParseError,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    KeyError,
)


def extract_text(data: bytes, kind: str) -> str:
    """Text of a PDF, DOCX, ODT, TXT or CSV, bounded; "" for other kinds and for what cannot be read."""
    if kind == DocumentKind.PDF:
        return pdf_text(data, MAX_CHARACTERS)
    if kind == DocumentKind.DOCX:
        return _xml_text(data, "word/document.xml", paragraphs={f"{_WORD}p"}, pieces=_word_piece)
    if kind == DocumentKind.ODT:
        return _xml_text(data, "content.xml", paragraphs={f"{_ODF}p", f"{_ODF}h"}, pieces=None)
    if kind in (DocumentKind.TXT, DocumentKind.CSV):
        return (decoded(data) or "")[:MAX_CHARACTERS]
    return ""


def _word_piece(element) -> str:
    if element.tag == f"{_WORD}t":
        return element.text or ""
    return " " if element.tag in (f"{_WORD}tab", f"{_WORD}br") else ""


def _xml_text(data: bytes, part: str, paragraphs: set[str], pieces) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            xml = read_bounded(archive, part, _MAX_XML)
        if has_dtd(xml):  # entities are declared there: without it there are no billion laughs
            return ""
        root = ElementTree.fromstring(xml)  # noqa: S314  (no DTD, bounded)
    except _BROKEN:
        return ""
    lines, length = [], 0
    for element in root.iter():
        if element.tag not in paragraphs:
            continue
        line = "".join(map(pieces, element.iter())) if pieces else "".join(element.itertext())
        lines.append(line)
        length += len(line)
        if length >= MAX_CHARACTERS:
            break
    return "\n".join(lines)[:MAX_CHARACTERS]
