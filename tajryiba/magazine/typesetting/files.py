"""A printed file on its way to a reader, as `media.views` sends documents."""

from dataclasses import dataclass

from django.db.models.fields.files import FieldFile

from tajryiba.media.enums import DocumentKind
from tajryiba.media.views import document_response

from ..enums import PrintFormat
from ..models import Print
from .naming import file_name

TYPES = {PrintFormat.PDF: "application/pdf", PrintFormat.EPUB: "application/epub+zip"}


@dataclass(frozen=True)
class PrintFile:
    """What `document_response` asks of a document."""

    file: FieldFile
    file_hash: str
    content_type: str
    download_name: str
    kind: str


def print_response(request, row: Print, *, public: bool):
    """The file, whole or a range of it; 404 when it is gone from the disk."""
    kind = DocumentKind.PDF if row.format == PrintFormat.PDF else ""
    name, digest = file_name(row), f"{row.fingerprint[:24]}-{row.pk}"
    return document_response(request, PrintFile(row.file, digest, TYPES[row.format], name, kind), public=public)
