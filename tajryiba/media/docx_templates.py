"""DOCX files that the staff upload as templates: checked as every document, small, and tried with sample facts."""

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from tajryiba.core.documents.docx import LARGEST, fill_docx
from tajryiba.core.errors import DomainError

from .documents import CleanDocument, check_document
from .enums import DocumentKind


def checked_template(upload: File, facts: dict) -> CleanDocument:
    """The file, if it can be filled with `facts`: broken marks and unknown names are told at once.

    Raises DomainError: "too_large", "not_docx", "broken_template"; also those of `check_document`.
    """
    if upload.size > LARGEST:
        raise DomainError(_("The template is larger than 2 MB. Take pictures out of it."), code="too_large")
    file = check_document(upload)
    if file.facts.kind != DocumentKind.DOCX:
        raise DomainError(_("A template is a DOCX file."), code="not_docx")
    file.seek(0)
    fill_docx(file.read(), facts)
    file.seek(0)
    return file
