"""Base forms of Wagtail's image and document views: add, edit, add many, upload in a chooser. All clean the file.

Wagtail's "add many" posts a title and a file only, and keeps the raw upload aside when another field is wrong. Ours
never lets that happen: every fault becomes a fault of the file, and what was not asked (alt text) is asked in the form
that follows.
"""

from functools import partial

from django.core.exceptions import ValidationError
from django.forms import FileField
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from tajryiba.core.errors import DomainError

from . import names
from .documents import CleanDocument, check_document
from .domain import apply_document_facts
from .images import CleanImage, clean_image
from .recordings import CleanRecording

REQUIRED_ALT = ("alt_ky", "alt_ru")


class CleanImageField(WagtailImageField):
    """Not Wagtail's checks, which believe the name and decode before counting pixels, but ours."""

    default_validators = []

    def to_python(self, data) -> CleanImage | None:
        upload = FileField.to_python(self, data)
        return _checked(clean_image, upload) if upload else None


class CleanDocumentField(WagtailDocumentField):
    def to_python(self, data) -> CleanDocument | CleanRecording | None:
        upload = FileField.to_python(self, data)
        return _checked(partial(check_document, recordings=True), upload) if upload else None


def _checked(check, upload):
    try:
        return check(upload)
    except DomainError as error:
        raise ValidationError(error.message, code=error.code) from error


class UploadFormMixin:
    """What both forms share: the field that cleans, titles without tricks, nothing kept aside unchecked."""

    file_field_class: type[FileField]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if old := self.fields.get("file"):
            self.fields["file"] = self.file_field_class(
                label=old.label, required=old.required, widget=old.widget, max_length=150
            )
        self.fields["title"].required = False
        if self.is_bound and self._from_add_many():
            for name in set(self.fields) - {"file", "collection"}:
                self.fields[name].required = False

    def clean_title(self) -> str:
        return names.plain_text(self.cleaned_data["title"])

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("title") and "title" not in self.errors:
            upload = self.files.get(self.add_prefix("file"))
            if upload is None:
                self.add_error("title", _("Enter a title."))
            else:
                cleaned["title"] = names.title_from(upload.name)
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        if self._from_add_many() and self.errors and "file" not in self.errors:
            for messages in list(self.errors.values()):
                self.add_error("file", [str(message) for message in messages])

    def _from_add_many(self) -> bool:
        """That view posts title and collection only; nothing that a person filled in would be lost by refusing."""
        return "file" in self.fields and set(self.data) <= {"title", "collection"}


class ImageForm(UploadFormMixin, BaseImageForm):
    file_field_class = CleanImageField

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in REQUIRED_ALT:
            if name in self.fields and not (self.is_bound and self._from_add_many()):
                self.fields[name].required = True


class DocumentForm(UploadFormMixin, BaseDocumentForm):
    file_field_class = CleanDocumentField

    def _post_clean(self):
        super()._post_clean()
        if isinstance(clean := self.cleaned_data.get("file"), CleanDocument | CleanRecording):
            apply_document_facts(self.instance, clean)
