"""Verbs: everything that is stored went through them or through the forms, which use the same checks."""

from django.core.files.base import File
from django.db import transaction

from tajryiba.audit import domain as audit

from . import names, workspace
from .documents import CleanDocument, check_document
from .images import clean_image
from .models import PortalDocument, PortalImage
from .recordings import CleanRecording


@transaction.atomic
def add_image(*, file: File, title: str = "", alt: dict[str, str] | None = None, actor=None, **facts) -> PortalImage:
    """Clean and store a picture. `alt`: {"ky": …, "ru": …, "en": …}; `facts`: credit, licence, source_url, collection,
    in_workspace.

    Side effects: file on the disk, event "media.image_added". Raises DomainError (see `images.clean_image`).
    """
    image = PortalImage(
        title=names.plain_text(title)[: names.MAX_TITLE] or names.title_from(file.name),
        file=clean_image(file),
        uploaded_by_user=actor,
        **{f"alt_{language}": names.plain_text(text) for language, text in (alt or {}).items()},
        **facts,
    )
    image._set_image_file_metadata()
    _store(image)
    audit.record("media.image_added", actor=actor, obj=image, width=image.width, height=image.height)
    return image


@transaction.atomic
def add_document(
    *,
    file: File,
    title: str = "",
    language: str = "",
    is_public: bool = True,
    recordings: bool = False,
    actor=None,
    **facts,
) -> PortalDocument:
    """Check and store a document; with `recordings` a sound or video too. `facts`: collection, in_workspace.

    Side effects: file in the private storage, event "media.document_added".
    Raises DomainError (see `documents.check_document`).
    """
    clean = check_document(file, recordings=recordings)
    document = PortalDocument(
        title=names.plain_text(title)[: names.MAX_TITLE] or names.title_from(file.name),
        file=clean,
        language=language,
        is_public=is_public,
        uploaded_by_user=actor,
        **facts,
    )
    apply_document_facts(document, clean)
    document._set_document_file_metadata()
    _store(document)
    audit.record("media.document_added", actor=actor, obj=document, kind=document.kind, public=is_public)
    return document


def _store(file: PortalImage | PortalDocument) -> None:
    """A file of a workspace without Wagtail's signals: its indexes are of the library and would not find it there."""
    if file.in_workspace:
        type(file).everything.bulk_create([file])
    else:
        file.save()


def apply_document_facts(document: PortalDocument, clean: CleanDocument | CleanRecording) -> None:
    """What was found inside, onto the row; does not save."""
    document.kind = clean.facts.kind
    document.pages = clean.facts.pages
    document.download_name = clean.facts.download_name


@transaction.atomic
def release(file: PortalImage | PortalDocument, *, actor=None) -> None:
    """A file of a workspace becomes one of the library: its owner was accepted. Again, it changes nothing.

    Side effects: its private pictures go, event "media.file_released".
    """
    if not file.in_workspace:
        return
    file.in_workspace = False
    file.save(update_fields=["in_workspace"])
    _forget_pictures(file)
    audit.record("media.file_released", actor=actor, obj=file)


@transaction.atomic
def discard(file: PortalImage | PortalDocument) -> None:
    """Remove a file that never left its workspace, with what lies on the disk; one of the library stays."""
    if file.in_workspace:
        _forget_pictures(file)
        file.delete()


def _forget_pictures(file: PortalImage | PortalDocument) -> None:
    if isinstance(file, PortalImage):
        transaction.on_commit(lambda: workspace.forget_pictures(file))
