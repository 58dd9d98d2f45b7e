"""Images with alt text in three languages, their renditions, and documents whose kind was found by looking inside."""

import secrets

from django.core.files.storage import storages
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet
from wagtail.models import CollectionViewRestriction

from tajryiba.core.languages import translated

from .enums import CONTENT_TYPES, DocumentKind, DocumentLanguage, Licence


def private_storage():
    """Files that are only served through a view which asks who is reading."""
    return storages["private"]


def document_path(document, name: str) -> str:
    """A folder for each file, so that the name at the end of its address stays as it is."""
    return f"documents/{timezone.now():%Y/%m}/{secrets.token_hex(6)}/{name}"


def in_workspace_field() -> models.BooleanField:
    """Marks what is still in somebody's workspace, see `workspace.py`."""
    return models.BooleanField(default=False, editable=False, db_index=True)


class LibraryManager(models.Manager):
    """What the library holds: without files of workspaces, which only their owner shows."""

    def get_queryset(self):
        return super().get_queryset().filter(in_workspace=False)


class PortalImageQuerySet(ImageQuerySet):
    def ready(self):
        """Images that may be shown: alt text in Kyrgyz and in Russian."""
        return self.exclude(alt_ky="").exclude(alt_ru="")


class PortalImage(AbstractImage):
    """A picture, already cleaned (`images.clean_image`). Shown to readers only once it `is_ready`."""

    alt = translated(
        models.CharField(
            _("alt text"),
            max_length=250,
            help_text=_("What is seen in the picture, for people who cannot see it. One sentence."),
        )
    )
    credit = models.CharField(_("author"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, blank=True)
    source_url = models.CharField(
        _("source"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )

    in_workspace = in_workspace_field()

    admin_form_fields = (
        "title",
        "file",
        "alt_ky",
        "alt_ru",
        "alt_en",
        "credit",
        "licence",
        "source_url",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    objects = LibraryManager.from_queryset(PortalImageQuerySet)()
    everything = PortalImageQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def is_ready(self) -> bool:
        """May be shown to readers: alt text stands in both Kyrgyz and Russian."""
        return bool(self.alt_ky and self.alt_ru)

    @property
    def default_alt_text(self) -> str:
        return self.alt


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="media_rendition_unique")
        ]


class PortalDocumentQuerySet(DocumentQuerySet):
    def public(self):
        return self.filter(is_public=True)

    def open_to_all(self):
        """Public, and neither its collection nor one above it is closed; agrees with `rules.is_public_document`."""
        place = ExpressionWrapper(OuterRef("collection__path"), models.CharField())
        closed = CollectionViewRestriction.objects.annotate(place=place)
        return self.public().exclude(Exists(closed.filter(place__startswith=F("collection__path"))))


class PortalDocument(AbstractDocument):
    """A document, already checked (`documents.check_document`). Its file lies in the private storage."""

    file = models.FileField(_("file"), upload_to=document_path, storage=private_storage, max_length=200)
    kind = models.CharField(_("kind"), max_length=5, choices=DocumentKind.choices, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True, editable=False)
    download_name = models.CharField(_("file name"), max_length=120, editable=False)
    language = models.CharField(_("language"), max_length=5, choices=DocumentLanguage.choices, blank=True)
    is_public = models.BooleanField(
        _("who may read it"), default=True, choices=[(True, _("Everyone")), (False, _("Only the staff"))]
    )

    in_workspace = in_workspace_field()

    admin_form_fields = ("title", "file", "language", "is_public", "collection", "tags")

    objects = LibraryManager.from_queryset(PortalDocumentQuerySet)()
    everything = PortalDocumentQuerySet.as_manager()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def size(self) -> int:
        return self.file_size or 0

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES.get(self.kind, "application/octet-stream")
