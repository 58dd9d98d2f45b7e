"""Lines of a practice: places, steps, results, money, sources, files."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import (
    Orderable,
)

from tajryiba.core.languages import translated

from ..enums import (
    FundingKind,
)
from .practice import Practice


class Row(Orderable):
    """A line of a practice, with its words in three languages."""

    class Meta(Orderable.Meta):
        abstract = True


class PracticeStep(Row):
    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="steps")
    name = translated(models.TextField(_("What was done")))
    when = models.CharField(_("When"), max_length=7, blank=True, help_text=_("Year or year-month: 2024 or 2024-03."))


class PracticeResult(Row):
    """An indicator with its value before and after; numbers as the source gives them."""

    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="results")
    name = translated(models.CharField(_("Indicator"), max_length=200))
    unit = translated(models.CharField(_("Unit of measure"), max_length=40))
    before = models.DecimalField(_("Before"), max_digits=18, decimal_places=3, null=True, blank=True)
    after = models.DecimalField(_("After"), max_digits=18, decimal_places=3, null=True, blank=True)


class PracticeParticipant(Row):
    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="participants")
    name = translated(models.CharField(_("Who took part"), max_length=250))


class PracticeFunding(Row):
    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="funding")
    kind = models.CharField(_("Kind"), max_length=20, choices=FundingKind)
    name = translated(models.CharField(_("Source of money"), max_length=250))
    amount_som = models.PositiveBigIntegerField(_("Amount, som"), null=True, blank=True)


class PracticeUnit(Orderable):
    """One of the municipalities that did it together; the order is the editor's."""

    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="places")
    unit = models.ForeignKey("reference.Unit", models.PROTECT, related_name="+", verbose_name=_("Municipality"))

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["practice", "unit"], name="a_unit_once_in_a_practice")]


class PracticeSource(Orderable):
    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="sources")
    url = models.URLField(_("Link"), max_length=500)
    title = models.CharField(_("Title"), max_length=250, blank=True)


class PracticeDocument(Orderable):
    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey("media.PortalDocument", models.PROTECT, related_name="+", verbose_name=_("Document"))
    name = translated(models.CharField(_("Title"), max_length=200))


class PracticeImage(Orderable):
    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="images")
    image = models.ForeignKey("media.PortalImage", models.PROTECT, related_name="+", verbose_name=_("Image"))
    name = translated(models.CharField(_("Caption"), max_length=200))

    def clean(self):
        super().clean()
        if self.image_id and not self.image.is_ready:
            message = _("Describe the picture in Kyrgyz and in Russian first, for those who cannot see it.")
            raise ValidationError({"image": ValidationError(message, code="alt_missing")})
