"""Documents as people send them: what they are is found by looking inside; the name must agree with it."""

from pathlib import PurePath

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError

from . import names
from .archives import office_kind
from .enums import RECORDINGS, DocumentKind
from .facts import DocumentFacts
from .pdf import check_pdf
from .recordings import CleanRecording, check_recording
from .settings import WAGTAILDOCS_MAX_UPLOAD_SIZE

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_KINDS = {"WordDocument": DocumentKind.DOC, "Workbook": DocumentKind.XLS, "Book": DocumentKind.XLS}
_OLE_MACROS = {"_VBA_PROJECT", "VBA", "Macros", "_VBA_PROJECT_CUR", "\x01Ole10Native"}  # the last: a file within
_TEXT_KINDS = {DocumentKind.TXT, DocumentKind.CSV}
# Endings that a name must not hide before its last one ("report.exe.pdf").
_PROGRAMS = {
    *("exe", "com", "bat", "cmd", "msi", "scr", "pif", "js", "mjs", "vbs", "vbe", "wsf", "hta", "jar", "ps1"),
    *("sh", "py", "php", "phtml", "asp", "aspx", "jsp", "html", "htm", "xhtml", "svg", "xml", "lnk"),
}
_MARKUP = ("<!doctype", "<html", "<script", "<svg", "<?xml", "<?php", "<body", "<iframe")


class CleanDocument(ContentFile):
    """A document that went through `check_document`; `facts` says what was found."""

    facts: DocumentFacts


def check_document(upload: File, *, recordings: bool = False) -> CleanDocument | CleanRecording:
    """The same bytes under a safe name, with their facts. Reads `upload`, changes nothing else. Sound and video are
    taken from the staff only: with `recordings`.

    Raises DomainError: "too_large", "empty", "bad_name", "unknown_kind", "disguised"; also those of `pdf`, `archives`.
    """
    ending = _checked_ending(upload.name or "")
    if ending in RECORDINGS:
        if not recordings:
            raise _unknown_kind()
        return check_recording(upload, ending)
    if upload.size > WAGTAILDOCS_MAX_UPLOAD_SIZE:
        raise DomainError(_("The document is larger than 25 MB. Make it smaller and send it again."), code="too_large")
    upload.seek(0)
    data = upload.read()
    if not data.strip():
        raise DomainError(_("The document is empty. Choose another file."), code="empty")
    kind, pages = _look_inside(data, ending)
    if kind != ending:
        raise DomainError(
            _("The file is called .%(ending)s, but inside it is %(kind)s. Give it its true ending and send it again.")
            % {"ending": ending, "kind": kind.label},
            code="disguised",
        )
    clean = CleanDocument(data, name=names.stored_name(upload.name, kind))
    clean.facts = DocumentFacts(kind=kind, pages=pages, download_name=names.download_name(upload.name, kind))
    return clean


def _checked_ending(name: str) -> str:
    """The last ending in lower case. The one place where a name is believed: to refuse."""
    *inner, ending = [suffix.lstrip(".").strip().lower() for suffix in PurePath(name).suffixes] or [""]
    if any(ord(char) < 32 for char in name) or _PROGRAMS & set(inner):
        raise DomainError(_("The file has a misleading name. Rename it and send it again."), code="bad_name")
    if ending not in DocumentKind.values:
        raise _unknown_kind()
    return ending


def _look_inside(data: bytes, ending: str) -> tuple[DocumentKind, int | None]:
    if data.startswith(b"%PDF-"):
        return DocumentKind.PDF, check_pdf(data)
    if data.startswith(b"PK\x03\x04"):
        kind = office_kind(data)
    elif data.startswith(_OLE):
        kind = _ole_kind(data)
    elif data.startswith(b"{\\rtf"):
        kind = _rtf(data)
    else:
        kind = _text_kind(data, ending)
    if kind is None:
        raise _unknown_kind()
    return kind, None


def _unknown_kind() -> DomainError:
    return DomainError(
        _("This kind of document is not accepted. Send PDF, DOCX, XLSX, PPTX, ODT, ODS, DOC, XLS, RTF, CSV or TXT."),
        code="unknown_kind",
    )


def _ole_kind(data: bytes) -> DocumentKind | None:
    """Word and Excel of before 2007: found by the names in the directory of the compound file."""
    found = set(_ole_names(data))
    if "EncryptedPackage" in found:
        raise DomainError(
            _("The document is protected by a password. Remove the protection and send it again."), code="encrypted"
        )
    if found & _OLE_MACROS:
        raise DomainError(
            _("The document contains macros. Save it without macros, or as PDF, and send it again."), code="active"
        )
    return next((kind for name, kind in _OLE_KINDS.items() if name in found), None)


def _ole_names(data: bytes):
    """Entries of the directory lie at multiples of 128: a UTF-16 name in 64 bytes, then its length and kind."""
    for offset in range(512, len(data) - 127, 128):
        length = int.from_bytes(data[offset + 64 : offset + 66], "little")
        if 4 <= length <= 64 and length % 2 == 0 and data[offset + 66] in (1, 2, 5):
            yield data[offset : offset + length - 2].decode("utf-16-le", "replace")


def _rtf(data: bytes) -> DocumentKind:
    if b"\\objdata" in data.lower() or b"\\objupdate" in data.lower():
        raise DomainError(
            _("The document contains embedded programs. Save it as PDF or DOCX and send it again."), code="active"
        )
    return DocumentKind.RTF


def _text_kind(data: bytes, ending: str) -> DocumentKind | None:
    text = decoded(data)
    if text is None or text.lstrip("\ufeff \t\r\n")[:500].lower().startswith(_MARKUP):
        return None
    return DocumentKind(ending) if ending in _TEXT_KINDS else None


def decoded(data: bytes) -> str | None:
    """Text in UTF-8, in UTF-16 with its mark, or in Windows-1251, which office programs here still write; else None."""
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if any(char < " " and char not in "\t\r\n\f" for char in text) else text
    return None
