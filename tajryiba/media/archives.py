"""Looking into office files that are zip archives (OOXML, ODF) without trusting anything they say."""

import re
import stat
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError

from .enums import DocumentKind

MAX_ENTRIES = 5000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 150  # of the whole; plain office files stay below 40
_SMALL = 10 * 1024 * 1024  # below this the ratio says nothing
_MAX_MANIFEST = 1024 * 1024
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
    b"wordprocessingml.document.main+xml": (DocumentKind.DOCX, "word/document.xml"),
    b"spreadsheetml.sheet.main+xml": (DocumentKind.XLSX, "xl/workbook.xml"),
    b"presentationml.presentation.main+xml": (DocumentKind.PPTX, "ppt/presentation.xml"),
}
_ODF = {
    b"application/vnd.oasis.opendocument.text": DocumentKind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": DocumentKind.ODS,
}
_MACRO_NAMES = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml|activex/|basic/|scripts/)", re.I)


def office_kind(data: bytes) -> DocumentKind | None:
    """DOCX, XLSX, PPTX, ODT or ODS; None when the archive is something else.

    Raises DomainError: "broken", "bomb" (unpacks to too much), "unsafe_paths", "encrypted", "active" (macros), "dtd".
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
    if outside or len(set(names)) != len(names):
        raise DomainError(
            _("The document holds files with unsafe names. Save it again in your office program."), code="unsafe_paths"
        )
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise _encrypted()
    if any(_MACRO_NAMES.search(name) for name in names):
        raise _active()


def _leads_outside(entry: zipfile.ZipInfo) -> bool:
    """Absolute paths, "..", Windows drives and backslashes, symbolic links."""
    name = entry.orig_filename
    path = PurePosixPath(name)
    link = stat.S_ISLNK(entry.external_attr >> 16)
    return link or path.is_absolute() or ".." in path.parts or any(char in name for char in "\\:\0")


def _kind(archive: zipfile.ZipFile, names: set[str]) -> DocumentKind | None:
    if "mimetype" in names:
        return _ODF.get(read_bounded(archive, "mimetype", 200).strip()) if "content.xml" in names else None
    if "[Content_Types].xml" not in names:
        return None
    types = read_bounded(archive, "[Content_Types].xml", _MAX_MANIFEST)
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise _active()
    found = [(kind, part) for content_type, (kind, part) in _OOXML.items() if content_type in types]
    return next((kind for kind, part in found if part in names), None)


def _check_contents(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """No document type declarations (billion laughs, XXE), no templates from elsewhere, no encrypted parts."""
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            start = read_bounded(archive, entry.filename, 4096)
            if has_dtd(start):
                raise DomainError(
                    _("The document holds declarations that office programs do not write. Save it again and send it."),
                    code="dtd",
                )
    for name in ("word/_rels/settings.xml.rels", "META-INF/manifest.xml"):
        if name not in archive.NameToInfo:
            continue
        part = read_bounded(archive, name, _MAX_MANIFEST)
        if b"attachedTemplate" in part and b"External" in part:
            raise _active()
        if b"encryption-data" in part:
            raise _encrypted()


def has_dtd(xml: bytes) -> bool:
    """In any encoding that a parser would accept: zero bytes of UTF-16 are dropped before looking."""
    return b"<!DOCTYPE" in xml.replace(b"\0", b"").upper()


def _encrypted() -> DomainError:
    return DomainError(
        _("The document is protected by a password. Remove the protection and send it again."), code="encrypted"
    )


def _active() -> DomainError:
    return DomainError(
        _("The document contains macros. Save it without macros, or as PDF, and send it again."), code="active"
    )
