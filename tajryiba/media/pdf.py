"""Looking into PDF files with pdfium, which must not be entered by two threads at once."""

import re
import threading
import zlib
from io import BytesIO

import pypdfium2 as pdfium
from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError

MAX_PAGES_OF_TEXT = 400
_MAX_OBJECTS = 20 * 1024 * 1024
_lock = threading.Lock()

_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
# Scripts (also those of players), programs, files within the file, forms with a program of their own.
_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|RichMedia|Rendition|EmbeddedFile(?!s)|FileAttachment|XFA[\s\[(<\d]|JS\s*[(<\d])"
)
# Without the short name, which turns up by chance in packed data; a script is never without one of the long ones.
_ACTIVE_ANYWHERE = re.compile(rb"/(?:JavaScript|Launch|RichMedia|Rendition|EmbeddedFile(?!s)|FileAttachment|XFA[\[ ])")


def check_pdf(data: bytes) -> int:
    """Number of pages.

    Raises DomainError: "broken", "encrypted" (wants a password), "active" (scripts, programs, files inside).
    """
    with _lock:
        document = _opened(data)
        try:
            pages = len(document)
            if pages < 1:
                raise _broken()
            scripts = pdfium.raw.FPDFDoc_GetJavaScriptActionCount(document)
            attached = pdfium.raw.FPDFDoc_GetAttachmentCount(document)
            plain = _written_anew(document)
        finally:
            document.close()
    if scripts > 0 or attached > 0 or _ACTIVE_ANYWHERE.search(plain) or _has_active_content(data):
        raise DomainError(
            _("The PDF contains scripts, attached files or programs. Print it to a new PDF and send that one."),
            code="active",
        )
    return pages


def _written_anew(document: pdfium.PdfDocument) -> bytes:
    """As pdfium writes what it understood: decrypted, no comments, no object streams, names without escapes, pages'
    text packed. So a name cannot hide from a search.
    """
    out = BytesIO()
    try:
        document.save(out, flags=pdfium.raw.FPDF_REMOVE_SECURITY)
    except pdfium.PdfiumError as error:
        raise _broken() from error
    return out.getvalue()


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise DomainError(
                _("The PDF is protected by a password. Remove the protection and send it again."), code="encrypted"
            ) from error
        raise _broken() from error


def _broken() -> DomainError:
    return DomainError(
        _("The PDF is damaged and cannot be opened. Save it again and send the new copy."), code="broken"
    )


def _has_active_content(data: bytes) -> bool:
    """Active names outside of streams and inside packed object streams, also where pdfium sees no object."""
    parts, left, position = [], _MAX_OBJECTS, 0
    while (start := data.find(b"stream", position)) >= 0:
        outside = data[position:start]
        parts.append(outside)
        end = data.find(b"endstream", start)
        end = len(data) if end < 0 else end
        if b"/ObjStm" in outside[-1000:]:
            parts.append(_unpacked(data[start + len(b"stream") : end].lstrip(b"\r\n"), left))
            left -= len(parts[-1])
        position = end + len(b"endstream")
    parts.append(data[position:])
    return any(_ACTIVE.search(_ESCAPED.sub(_unescape, part)) for part in parts)


def _unescape(match: re.Match) -> bytes:
    return bytes([int(match[1], 16)])


def _unpacked(body: bytes, limit: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(body, max(limit, 1))
    except zlib.error:
        return b""


def pdf_text(data: bytes, limit: int) -> str:
    """Text of the first pages, at most `limit` characters; "" when the file cannot be opened."""
    parts, length = [], 0
    with _lock:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError:
            return ""
        try:
            for index in range(min(len(document), MAX_PAGES_OF_TEXT)):
                parts.append(_page_text(document, index))
                length += len(parts[-1])
                if length >= limit:
                    break
        finally:
            document.close()
    return "\n".join(parts)[:limit]


def _page_text(document: pdfium.PdfDocument, index: int) -> str:
    try:
        page = document[index]
        try:
            text = page.get_textpage()
            try:
                return text.get_text_bounded()
            finally:
                text.close()
        finally:
            page.close()
    except pdfium.PdfiumError:
        return ""
