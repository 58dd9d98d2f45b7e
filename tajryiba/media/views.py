"""Files leave only through here: renditions for everyone, documents for those who may read them."""

import re
from pathlib import PurePosixPath
from urllib.parse import quote

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from wagtail.images.models import SourceImageIOError

from tajryiba.core.http import MAX_ID

from . import workspace
from .enums import DocumentKind
from .models import PortalDocument, PortalImage
from .rules import can_read_document, is_public_document

YEAR = 365 * 24 * 3600
IMAGE_TYPES = {".webp": "image/webp", ".jpg": "image/jpeg", ".png": "image/png", ".avif": "image/avif"}
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
# Older browsers do not open their own PDF reader in a sandbox.
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@require_safe
def serve_rendition(request, name: str):
    """A scaled picture. Originals have no address; a rendition's name comes by chance and never
    twice, so it may be cached for ever."""
    content_type = IMAGE_TYPES.get(PurePosixPath(name).suffix)
    if content_type is None:
        raise Http404
    try:
        file = default_storage.open(f"images/{name}")
    except (OSError, SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    response = FileResponse(file, content_type=content_type)
    response["Content-Length"] = file.size
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response["ETag"] = f'"{PurePosixPath(name).name}"'.encode("ascii", "ignore").decode()
    response["Last-Modified"] = http_date(default_storage.get_modified_time(file.name).timestamp())
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return _hardened(response, SANDBOX)


@require_safe
def serve_workspace_picture(request, image_id: int, size: str):
    """A picture of a workspace, for those whom its owner lets see it at this moment; 404 for everyone else."""
    image = PortalImage.everything.filter(pk=min(image_id, MAX_ID), in_workspace=True).first()
    if image is None or size not in workspace.SIZES:
        raise Http404
    public = workspace.may_read(None, image)
    if not public and not workspace.may_read(request.user, image):
        raise Http404
    try:
        file = workspace.picture_file(image, size)
    except (OSError, SourceImageIOError) as error:
        raise Http404 from error
    response = FileResponse(file, content_type="image/webp")
    response["Content-Length"] = file.size
    response["Cache-Control"] = "public, max-age=300" if public else "private, no-store"
    return _hardened(response, SANDBOX)


@require_safe
def serve_document(request, document_id: int, document_filename: str):
    """A document, whole or a range of it. 404 to whoever may not read it, as if there were none."""
    document = PortalDocument.everything.select_related("collection").filter(pk=min(document_id, MAX_ID)).first()
    if document is None or document.filename != document_filename:
        raise Http404
    public = is_public_document(None, document)
    if not public and not can_read_document(request.user, document):
        raise Http404
    return document_response(request, document, public=public)


def document_response(request, document: PortalDocument, *, public: bool):
    """The file, whole or a range of it, for a view that has asked who may read it; 404 when the file is gone."""
    try:
        file = document.file.storage.open(document.file.name)
    except OSError as error:
        raise Http404 from error
    response = _ranged(request, file, document)
    inline = document.kind == DocumentKind.PDF
    response["Content-Disposition"] = _disposition(document.download_name, inline=inline)
    response["Cache-Control"] = "public, max-age=300" if public else "private, no-store"
    return _hardened(response, PDF_POLICY if inline else SANDBOX)


@require_safe
def closed(request, restriction_id: int):
    raise Http404


def not_found(request, *args, **kwargs):
    """In place of admin addresses that we do not offer."""
    raise Http404


def _hardened(response, policy: str):
    response["Content-Security-Policy"] = policy
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _disposition(name: str, *, inline: bool) -> str:
    """RFC 6266: an ASCII name for old programs, the real one (Cyrillic) beside it."""
    plain = re.sub(r"[^\w. -]", "_", name, flags=re.ASCII)
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _ranged(request, file, document):
    """The whole file, or one range of bytes when asked for properly and the file is still the same (If-Range)."""
    size, etag = file.size, f'"{document.file_hash}"'
    asked = request.headers.get("Range", "") if request.headers.get("If-Range", etag) == etag else ""
    span = _span(asked, size)
    if span is None:
        response = FileResponse(file, content_type=document.content_type)
        response["Content-Length"] = size
    elif span == ():
        file.close()
        response = HttpResponse(status=416, content_type="text/plain")
        response["Content-Range"] = f"bytes */{size}"
    else:
        start, end = span
        file.seek(start)
        response = FileResponse(_Part(file, end - start + 1), status=206, content_type=document.content_type)
        response["Content-Length"] = end - start + 1
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Last-Modified"] = http_date(document.file.storage.get_modified_time(document.file.name).timestamp())
    return response


def _span(header: str, size: int) -> tuple[int, int] | tuple[()] | None:
    """First and last byte; () when the range lies outside; None when there is none, several, or it is malformed."""
    match = re.fullmatch(r"bytes=(\d{0,18})-(\d{0,18})", header.strip(), re.ASCII)
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(size - int(last), 0), size - 1
        return (start, end) if int(last) else ()
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return None
    return (start, end) if start < size else ()


class _Part:
    """The next `length` bytes of a file, for FileResponse."""

    def __init__(self, file, length: int):
        self.file, self.left = file, length

    def read(self, amount: int = -1) -> bytes:
        amount = self.left if amount < 0 else min(amount, self.left)
        data = self.file.read(amount)
        self.left -= len(data)
        return data

    def close(self) -> None:
        self.file.close()
