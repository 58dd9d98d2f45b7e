"""Materials, and pages of apps above, in the order in which to read them: "First 100 days of a head"."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from tajryiba.core.languages import in_every_language, spoken_language, translated
from tajryiba.core.slugs import latin_slug

from .. import shelf
from ..querysets import CollectionQuerySet


class Collection(ClusterableModel):
    title = translated(models.CharField(_("Title"), max_length=160))
    summary = translated(models.TextField(_("In short"), max_length=600))
    order = models.PositiveSmallIntegerField(_("Place in the list"), default=100)
    is_public = models.BooleanField(_("On the site"), default=False, db_index=True)
    starter_key = models.CharField(  # noqa: DJ001  (unique, and empty for all but starter collections)
        max_length=40, unique=True, null=True, editable=False
    )

    objects = models.Manager.from_queryset(CollectionQuerySet)()

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(title_ky__gt="") | Q(title_ru__gt="") | Q(title_en__gt=""),
                name="library_collection_has_a_title",
                violation_error_message=_("Give a title in one language at least."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title_language(self) -> str:
        return spoken_language(self, "title")

    @property
    def summary_language(self) -> str:
        return spoken_language(self, "summary")

    def get_absolute_url(self) -> str:
        return reverse("collection_detail", args=[self.pk, latin_slug(self.title)])

    def alternates(self) -> dict[str, str]:
        return in_every_language(self.get_absolute_url)


class CollectionItem(Orderable):
    """A material, or an object of an app above that is registered in `shelf`; and why it stands here."""

    collection = ParentalKey(Collection, on_delete=models.CASCADE, related_name="items")
    material = models.ForeignKey(
        "library.Material", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Material")
    )
    address = models.CharField(
        _("Or a page of the portal"),
        max_length=500,
        blank=True,
        help_text=_("Copy the address of a practice from the browser."),
    )
    # Which object has this page; found by `clean`:
    content_type = models.ForeignKey(ContentType, models.CASCADE, null=True, blank=True, editable=False)
    object_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    note = translated(models.CharField(_("Why it is here"), max_length=300))

    class Meta(Orderable.Meta):
        verbose_name = _("place in a collection")
        verbose_name_plural = _("places in a collection")
        constraints = [
            models.CheckConstraint(
                condition=Q(material__isnull=False, address="", content_type__isnull=True, object_id__isnull=True)
                | (Q(material__isnull=True, content_type__isnull=False, object_id__isnull=False) & ~Q(address="")),
                name="library_place_holds_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.material or f"{self.content_type_id}:{self.object_id}")

    def clean(self):
        super().clean()
        found = shelf.find(self.address) if self.address else None
        if self.address and found is None:
            message = _("No public page of this kind has this address. Copy it from the browser again.")
            raise ValidationError({"address": ValidationError(message, code="no_such_page")})
        if bool(self.material_id) == bool(self.address):
            raise ValidationError(_("Choose a material, or give an address; one of them."), code="one_thing")
        self.content_type, self.object_id = found or (None, None)

    @property
    def note_language(self) -> str:
        return spoken_language(self, "note")
