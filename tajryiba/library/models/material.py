"""Facts of a material, which all languages share."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin

from tajryiba.core.fields import ChoiceListField
from tajryiba.core.languages import fallback_order, spoken_language, translated
from tajryiba.core.slugs import latin_slug
from tajryiba.people.enums import Category

from ..enums import Language, Level, Licence, MaterialKind, Origin
from ..querysets import MaterialQuerySet

if TYPE_CHECKING:
    from .item import Item
    from .text import MaterialText

WEB = URLValidator(schemes=["http", "https"])


class Material(RevisionMixin, ClusterableModel):
    """A guide, a form, a sample, a video, a course: where it comes from, on what terms, for whom."""

    working_title = models.CharField(
        _("Working title"), max_length=200, help_text=_("For the staff; readers see the title of a text.")
    )
    kind = models.CharField(_("Kind"), max_length=12, choices=MaterialKind)
    topics = ParentalManyToManyField("reference.Topic", blank=True, related_name="+", verbose_name=_("Topics"))
    origin = models.CharField(
        pgettext_lazy("of a material", "Origin"), max_length=12, choices=Origin, default=Origin.OURS
    )
    author = translated(
        models.CharField(_("Who made it"), max_length=250, help_text=_("The project or organisation, by its name."))
    )
    source_url = models.CharField(
        _("Where it was found"), max_length=500, blank=True, validators=[WEB], help_text=_("The page that names it.")
    )
    licence = models.CharField(_("Terms of use"), max_length=12, choices=Licence, blank=True)
    original_language = models.CharField(
        _("Language of the original"), max_length=2, choices=settings.LANGUAGES, default="ky"
    )
    year = models.PositiveSmallIntegerField(
        _("Year"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    level = models.CharField(_("Level"), max_length=6, choices=Level, blank=True)
    audiences = ChoiceListField(_("For whom"), choices_class=Category)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"is_staff": True, "is_active": True},
        verbose_name=_("Who reviews it"),
    )
    review_on = models.DateField(
        _("Review it on"), null=True, blank=True, help_text=_("On this day the owner is asked whether it still holds.")
    )
    reviewed_on = models.DateField(_("Reviewed"), null=True, blank=True, editable=False)
    starter_key = models.CharField(  # noqa: DJ001  (unique, and empty for all but starter materials)
        max_length=40, unique=True, null=True, editable=False
    )
    # Kept by the domain:
    is_public = models.BooleanField(default=False, editable=False, db_index=True)
    published_at = models.DateTimeField(null=True, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    downloads = models.PositiveIntegerField(_("Downloads"), default=0, editable=False)

    revisions = GenericRelation(
        "wagtailcore.Revision", content_type_field="base_content_type", object_id_field="object_id"
    )

    objects = models.Manager.from_queryset(MaterialQuerySet)()

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        indexes = [models.Index(fields=["review_on"], name="library_review")]

    def __str__(self) -> str:
        return self.working_title

    @cached_property
    def texts_by_language(self) -> dict[str, "MaterialText"]:
        """Live texts; uses what a list or the page's query has already loaded."""
        texts = getattr(self, "live_texts", None)
        if texts is None:
            texts = [text for text in self.texts.all() if text.live]
        return {text.lang: text for text in texts}

    def text(self, language: str | None = None) -> "MaterialText | None":
        """The live text to show: asked language, then the original's, then ky, ru, en."""
        texts = self.texts_by_language
        return next((texts[code] for code in fallback_order(language, self.original_language) if code in texts), None)

    def url_in(self, language: str) -> str:
        text = self.text(language)
        with translation.override(language):
            slug = latin_slug(text.title if text else self.working_title)
            return reverse("material_detail", args=[self.pk, slug])

    def get_absolute_url(self) -> str:
        return self.url_in(translation.get_language())

    def alternates(self) -> dict[str, str]:
        """Addresses in the languages that really have a text: for hreflang and the sitemap."""
        return {code: self.url_in(code) for code in self.texts_by_language}

    def shown_items(self) -> list["Item"]:
        """Files that everybody may read, and links, in the editor's order."""
        return [item for item in self.items.all() if item.is_shown]

    @property
    def author_language(self) -> str:
        return spoken_language(self, "author")

    def languages(self) -> list[str]:
        """In which languages the material itself is, in our order: of its files, links and fillable sample."""
        found = {code for item in self.shown_items() for code in item.languages}
        if self.is_fillable:
            found |= set(self.sample.languages())
        return [code for code in Language.values if code in found]

    def language_labels(self) -> list[str]:
        return [Language(code).label for code in self.languages()]

    def audience_labels(self) -> list[str]:
        return [Category(value).label for value in self.audiences]

    @property
    def is_fillable(self) -> bool:
        return hasattr(self, "sample") and bool(self.sample.languages())

    @property
    def is_due(self) -> bool:
        return self.review_on is not None and self.review_on <= timezone.localdate()


class DayCount(models.Model):
    """How often a material was downloaded or filled on a day. Nothing about who did it is kept anywhere."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="day_counts")
    day = models.DateField()
    downloads = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["material", "day"], name="library_one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.material_id} {self.day} {self.downloads}"
