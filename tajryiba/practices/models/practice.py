"""Facts of a practice, which all languages share."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import (
    RevisionMixin,
)

from tajryiba.core.fields import ChoiceListField
from tajryiba.core.languages import fallback_order, translated
from tajryiba.core.slugs import latin_slug

from ..enums import (
    BudgetMechanism,
    Completeness,
    EvidenceLevel,
    Origin,
    Participation,
)
from ..querysets import PracticeQuerySet

if TYPE_CHECKING:
    from .rows import PracticeDocument, PracticeImage
    from .text import PracticeText

YEARS = [MinValueValidator(1900), MaxValueValidator(2100)]


class Practice(RevisionMixin, ClusterableModel):
    """How one or several municipalities solved a problem. Money in whole som, duration in months,
    population in people.
    """

    working_title = models.CharField(
        _("Working title"), max_length=200, help_text=_("For the staff; readers see the title of a text.")
    )
    origin = models.CharField(_("Origin"), max_length=20, choices=Origin, default=Origin.DOMESTIC)
    country = models.CharField(
        _("Country"), max_length=2, default="KG", help_text=_("Two-letter code, for example KG.")
    )
    units = models.ManyToManyField(
        "reference.Unit", through="PracticeUnit", verbose_name=_("Municipalities"), blank=True, related_name="practices"
    )
    place = translated(models.CharField(_("Note on the place"), max_length=200))
    organisation = models.ForeignKey(
        "people.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="practices",
        verbose_name=_("Organisation"),
    )
    original_language = models.CharField(
        _("Language of the original"), max_length=2, choices=settings.LANGUAGES, default="ky"
    )
    year_from = models.PositiveSmallIntegerField(_("Year of start"), null=True, blank=True, validators=YEARS)
    year_to = models.PositiveSmallIntegerField(_("Year of completion"), null=True, blank=True, validators=YEARS)
    year_inferred = models.BooleanField(_("The year is inferred, not stated by the source"), default=False)
    main_topic = models.ForeignKey("reference.Topic", models.PROTECT, related_name="+", verbose_name=_("Main topic"))
    other_topics = ParentalManyToManyField(
        "reference.Topic", blank=True, related_name="+", verbose_name=_("Other topics")
    )
    participation = ChoiceListField(_("How residents took part"), choices_class=Participation)
    budget = ChoiceListField(_("Budget mechanisms"), choices_class=BudgetMechanism)
    cost_som = models.PositiveBigIntegerField(
        _("Cost, som"), null=True, blank=True, help_text=_("Leave empty when it is not known.")
    )
    cost_note = translated(models.CharField(_("Note on the cost"), max_length=300))
    duration_months = models.PositiveSmallIntegerField(_("Duration, months"), null=True, blank=True)
    population_served = models.PositiveIntegerField(_("People served"), null=True, blank=True)
    evidence_level = models.PositiveSmallIntegerField(
        _("Evidence"), choices=EvidenceLevel, default=EvidenceLevel.DESCRIBED
    )
    completeness = models.CharField(_("Completeness"), max_length=10, choices=Completeness, default=Completeness.FULL)
    contact = models.CharField(
        _("Contact"), max_length=300, blank=True, help_text=_("Who answers questions; for the staff only.")
    )
    starter_key = models.CharField(  # noqa: DJ001  (unique, and empty for all but starter practices)
        max_length=20, unique=True, null=True, editable=False
    )
    # Kept by domain.refresh_public_state:
    is_public = models.BooleanField(default=False, editable=False, db_index=True)
    published_at = models.DateTimeField(null=True, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    catalogue_seq = models.PositiveBigIntegerField(default=0, editable=False, db_index=True)

    revisions = GenericRelation(
        "wagtailcore.Revision", content_type_field="base_content_type", object_id_field="object_id"
    )

    objects = models.Manager.from_queryset(PracticeQuerySet)()

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        constraints = [
            models.CheckConstraint(
                condition=Q(year_from__isnull=True) | Q(year_to__isnull=True) | Q(year_from__lte=models.F("year_to")),
                name="practice_years_in_order",
                violation_error_message=_("The year of start is later than the year of completion."),
            ),
        ]

    def __str__(self) -> str:
        return self.working_title

    @property
    def year(self) -> int | None:
        return self.year_to or self.year_from

    @cached_property
    def texts_by_language(self) -> dict[str, "PracticeText"]:
        """Live texts; uses what `with_cards` or the page's query has already loaded."""
        texts = getattr(self, "live_texts", None)
        if texts is None:
            texts = [text for text in self.texts.all() if text.live]
        return {text.lang: text for text in texts}

    def text(self, language: str | None = None) -> "PracticeText | None":
        """The live text to show: asked language, then the original's, then ky, ru, en."""
        texts = self.texts_by_language
        return next((texts[code] for code in fallback_order(language, self.original_language) if code in texts), None)

    def body(self, language: str | None = None) -> "PracticeText | None":
        """Like `text`, but passes over texts that are only a summary."""
        texts = {code: text for code, text in self.texts_by_language.items() if not text.summary_only}
        return next((texts[code] for code in fallback_order(language, self.original_language) if code in texts), None)

    def url_in(self, language: str) -> str:
        text = self.text(language)
        with translation.override(language):
            slug = latin_slug(text.title if text else self.working_title)
            return reverse("practice_detail", args=[self.pk, slug])

    def get_absolute_url(self) -> str:
        return self.url_in(translation.get_language())

    def alternates(self) -> dict[str, str]:
        """Addresses in the languages that really have a text: for hreflang and the sitemap."""
        return {code: self.url_in(code) for code in self.texts_by_language}

    def ready_images(self) -> list["PracticeImage"]:
        """Pictures that may be shown: described in words for those who cannot see them."""
        return [row for row in self.images.all() if row.image.is_ready]

    def public_documents(self) -> list["PracticeDocument"]:
        return [row for row in self.documents.all() if row.document.is_public]

    def participation_labels(self) -> list[str]:
        return [Participation(value).label for value in self.participation]

    def budget_labels(self) -> list[str]:
        return [BudgetMechanism(value).label for value in self.budget]

    def cost_per_resident(self) -> int | None:
        """Whole som a person served, or a resident of the municipality when it is the only one; None when unknown."""
        people = self.population_served or self.municipality_population()
        return round(self.cost_som / people) if self.cost_som is not None and people else None

    def municipality_population(self) -> int | None:
        """Population of the municipalities together; None as soon as one of them is unknown."""
        populations = [unit.population for unit in self.units.all()]
        return sum(populations) if populations and None not in populations else None


class CatalogueState(models.Model):
    """One row: the number of the last public change. Web workers compare it with the index they hold in memory."""

    seq = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.seq)
