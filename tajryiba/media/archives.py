"""Looking into office files that are zip archives (OOXML, ODF) without trusting anything they say."""

import re
import stat
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError

from . import parts
from .enums import DocumentKind

MAX_ENTRIES = 5000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 150  # of the whole; plain office files stay below 40
_SMALL = 10 * 1024 * 1024  # below this the ratio says nothing
_MANIFEST, _MAX_MANIFEST = "META-INF/manifest.xml", 1024 * 1024
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    LookupError,
)

_OOXML = {
    "wordprocessingml.document.main+xml": (DocumentKind.DOCX, "word/document.xml"),
    "spreadsheetml.sheet.main+xml": (DocumentKind.XLSX, "xl/workbook.xml"),
    "presentationml.presentation.main+xml": (DocumentKind.PPTX, "ppt/presentation.xml"),
}
_ODF = {
    b"application/vnd.oasis.opendocument.text": DocumentKind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": DocumentKind.ODS,
}
_MACRO_NAMES = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml|activex/|embeddings/|basic/|scripts/)", re.I)
_TYPES = "[Content_Types].xml"


def office_kind(data: bytes) -> DocumentKind | None:
    """DOCX, XLSX, PPTX, ODT or ODS; None when the archive is something else.

    Raises DomainError: "broken", "bomb" (unpacks to too much), "unsafe_paths", "encrypted", "active" (macros,
    objects of other programs, something loaded from elsewhere), "dtd".
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_size(entries)
            _check_entries(entries)
            kind = _kind(archive, {entry.filename for entry in entries})
            if kind:
                _check_contents(archive, entries)
            return kind
    except _BROKEN as error:
        raise DomainError(
            _("The document is damaged and cannot be opened. Save it again and send the new copy."), code="broken"
        ) from error


def read_bounded(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """At most `limit` bytes of an entry, whatever its header promises."""
    with archive.open(name) as entry:
        return entry.read(limit)


def _check_size(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    bomb = unpacked > _SMALL and unpacked > MAX_RATIO * max(packed, 1)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or bomb:
        raise DomainError(_("The document unpacks to too much data. Save it again with smaller pictures."), code="bomb")


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    outside = any(_leads_outside(entry) for entry in entries)
    if outside or len({name.lower() for name in names}) != len(names):
        raise DomainError(
            _("The document holds files with unsafe names. Save it again in your office program."), code="unsafe_paths"
        )
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise _encrypted()
    if any(_MACRO_NAMES.search(name) for name in names):
        raise parts.active()


def _leads_outside(entry: zipfile.ZipInfo) -> bool:
    """Absolute paths, "..", Windows drives and backslashes, symbolic links."""
    name = entry.orig_filename
    path = PurePosixPath(name)
    link = stat.S_ISLNK(entry.external_attr >> 16)
    return link or path.is_absolute() or ".." in path.parts or any(char in name for char in "\\:\0")


def _kind(archive: zipfile.ZipFile, names: set[str]) -> DocumentKind | None:
    if "mimetype" in names:
        return _ODF.get(read_bounded(archive, "mimetype", 200).strip()) if "content.xml" in names else None
    if _TYPES not in names:
        return None
    types = parts.content_types(archive, _TYPES)
    found = [
        (kind, part)
        for ending, (kind, part) in _OOXML.items()
        if any(content_type.endswith(ending) for content_type in types)
    ]
    return next((kind for kind, part in found if part in names), None)


def _check_contents(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """No document type declarations, nothing drawn in from elsewhere, no foreign objects, no encrypted parts.

    An office program finds parts by their relationships, whatever they are called, so every list of them is read.
    """
    for entry in entries:
        parts.check_prolog(archive, entry)
        name = entry.filename.lower()
        if name.endswith(".rels"):
            parts.check_relations(archive, entry.filename)
        if name == _TYPES.lower():
            parts.content_types(archive, entry.filename)
    if _MANIFEST in archive.NameToInfo and b"encryption-data" in read_bounded(archive, _MANIFEST, _MAX_MANIFEST):
        raise _encrypted()


def has_dtd(xml: bytes) -> bool:
    """In any encoding that a parser would accept: zero bytes of UTF-16 are dropped before looking."""
    return b"<!DOCTYPE" in xml.replace(b"\0", b"").upper()


def _encrypted() -> DomainError:
    return DomainError(
        _("The document is protected by a password. Remove the protection and send it again."), code="encrypted"
    )
