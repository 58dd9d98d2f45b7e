"""What a reader takes away from a material: files and links; and what the portal found out about them by itself."""

import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from tajryiba.core.fields import ChoiceListField
from tajryiba.core.languages import spoken_language, translated
from tajryiba.media.models import private_storage

from ..enums import Language, LinkState
from ..querysets import ItemQuerySet
from .material import WEB, Material


class Item(Orderable):
    """One file, or one link, of a material."""

    material = ParentalKey(Material, on_delete=models.CASCADE, related_name="items")
    document = models.ForeignKey(
        "media.PortalDocument", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("File")
    )
    url = models.CharField(_("Link"), max_length=500, blank=True, validators=[WEB])
    name = translated(models.CharField(_("Name"), max_length=200))
    languages = ChoiceListField(_("In which languages it is"), choices_class=Language)

    objects = models.Manager.from_queryset(ItemQuerySet)()

    class Meta(Orderable.Meta):
        verbose_name = _("file or link")
        verbose_name_plural = _("files and links")
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False, url="") | (Q(document__isnull=True) & ~Q(url="")),
                name="library_item_is_file_or_link",
                violation_error_message=_("Give either a file or a link."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.url or str(self.document)

    @property
    def is_shown(self) -> bool:
        """A link, or a file that everybody may read."""
        return self.document is None or self.document.is_public

    @property
    def name_language(self) -> str:
        return spoken_language(self, "name")

    @property
    def is_broken(self) -> bool:
        check = getattr(self, "link_check", None)
        return check is not None and check.url == self.url and check.state == LinkState.BROKEN

    def language_labels(self) -> list[str]:
        return [Language(code).label for code in self.languages]

    def download_url(self) -> str:
        return reverse("material_download", args=[self.material_id, self.pk])


class Extract(models.Model):
    """Text of a file, for search; made by the worker, again whenever the file is another one."""

    item = models.OneToOneField(Item, models.CASCADE, related_name="extract")
    file_hash = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.item_id} {self.file_hash}"


def preview_path(page: "PreviewPage", name: str) -> str:
    return f"previews/{page.item_id}/{secrets.token_hex(6)}-{page.number}.webp"


class PreviewPage(models.Model):
    """A picture of one of the first pages of a file."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="pages")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to=preview_path, storage=private_storage, max_length=200)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="library_a_page_once")]

    def __str__(self) -> str:
        return f"{self.item_id}/{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("material_preview", args=[self.item.material_id, self.pk])


class LinkCheck(models.Model):
    """What the checker last heard from a link. Two failures in a row make it broken."""

    item = models.OneToOneField(Item, models.CASCADE, related_name="link_check")
    url = models.CharField(max_length=500)
    state = models.CharField(_("State"), max_length=8, choices=LinkState)
    since = models.DateTimeField(_("Since"))
    checked_at = models.DateTimeField(_("Checked"))
    failures = models.PositiveSmallIntegerField(_("Failures in a row"), default=0)
    fault = models.CharField(_("What happened"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("check of a link")
        verbose_name_plural = _("checks of links")
        indexes = [models.Index(fields=["state", "since"], name="library_link_report")]

    def __str__(self) -> str:
        return f"{self.url} {self.state}"
