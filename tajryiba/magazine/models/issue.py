"""An issue of the magazine: facts once, a page in each language that it appears in."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from tajryiba.core.languages import translated

from ..enums import IssueState
from ..querysets import IssueQuerySet
from .sections import PortalPage, key_field

RICH = ["bold", "link", "ol", "ul", "h3"]
MONTHS = [MinValueValidator(1), MaxValueValidator(12)]


class Rubric(models.Model):
    """A standing heading of the magazine."""

    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    name = translated(models.CharField(_("name"), max_length=120))
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    is_retired = models.BooleanField(
        _("no longer used"), default=False, help_text=_("Not offered for new articles; old ones keep it.")
    )

    class Meta:
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class Issue(models.Model):
    """One number. A double one lives at its first month; `number_to` is its second number in the year."""

    key = key_field()
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(2011), MaxValueValidator(2100)])
    month = models.PositiveSmallIntegerField(_("month"), validators=MONTHS)
    month_to = models.PositiveSmallIntegerField(
        _("last month"), null=True, blank=True, validators=MONTHS, help_text=_("Only of a double issue.")
    )
    number = models.PositiveSmallIntegerField(_("number in the year"), null=True, blank=True)
    number_to = models.PositiveSmallIntegerField(
        _("last number in the year"), null=True, blank=True, help_text=_("Only of a double issue.")
    )
    through_number = models.PositiveSmallIntegerField(_("through-number"), null=True, blank=True)
    through_number_to = models.PositiveSmallIntegerField(
        _("last through-number"), null=True, blank=True, help_text=_("Only of a double issue.")
    )
    state = models.CharField(_("state"), max_length=12, choices=IssueState, default=IssueState.PLANNED, editable=False)
    cover_ky = models.ForeignKey(
        "media.PortalImage",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover in Kyrgyz"),
        help_text=_("Without one a cover is drawn."),
    )
    cover_ru = models.ForeignKey(
        "media.PortalImage", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cover in Russian")
    )
    print_run = models.PositiveIntegerField(_("print run, copies"), null=True, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True, editable=False)
    from_archive = models.BooleanField(_("imported from the archive"), default=False, editable=False)
    starter_key = models.CharField(max_length=20, unique=True, null=True, editable=False)  # noqa: DJ001

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["-year", "-month", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "month"],
                name="magazine_one_issue_a_month",
                violation_error_message=_("There is an issue of this month already. Open it."),
            ),
            models.UniqueConstraint(
                fields=["through_number"],
                name="magazine_through_number_once",
                violation_error_message=_("Another issue has this through-number."),
            ),
            models.CheckConstraint(
                condition=Q(month_to=None) | Q(month_to__gt=F("month")),
                name="magazine_months_in_order",
                violation_error_message=_("The last month of a double issue is later than the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def slug(self) -> str:
        return f"{self.year}-{self.month:02}"

    def cover_in(self, lang: str):
        """The uploaded cover: of this language, else of the other one; None when one is to be drawn."""
        covers = {"ky": self.cover_ky, "ru": self.cover_ru}
        return covers.pop(lang, None) or next((cover for cover in covers.values() if cover), None)

    @staticmethod
    def is_editor(user) -> bool:
        return user is not None and user.is_authenticated and user.has_perm("magazine.change_issue")


class IssuePage(PortalPage):
    """An issue in one language. Its slug is the year and the month."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="pages", editable=False)
    theme = models.CharField(
        _("theme"), max_length=120, blank=True, help_text=_("Stands on the cover, two or three words.")
    )
    theme_note = models.CharField(_("line under the theme"), max_length=160, blank=True)
    editorial = RichTextField(_("editorial"), blank=True, features=RICH)
    editorial_by = models.CharField(_("who signs the editorial"), max_length=160, blank=True)
    original_pdf = models.ForeignKey(
        "media.PortalDocument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("PDF of the printed issue"),
    )
    original_text = models.TextField(default="", editable=False)  # taken out of the PDF, for the search

    parent_page_types = ["magazine.MagazineSection"]
    subpage_types: list[str] = []
    is_creatable = False
    section = "magazine"
    template = "magazine/issue_page.html"
    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("theme"),
        FieldPanel("theme_note"),
        FieldPanel("editorial"),
        FieldPanel("editorial_by"),
        FieldPanel("original_pdf"),
        InlinePanel("contents", heading=_("Contents of a printed issue")),
    ]

    class Meta:
        verbose_name = _("page of an issue")


class PrintedArticle(Orderable):
    """A line of the contents of an issue that exists only on paper and as a PDF."""

    page = ParentalKey(IssuePage, on_delete=models.CASCADE, related_name="contents")
    title = models.CharField(_("title"), max_length=300)
    authors = models.CharField(_("authors"), max_length=300, blank=True)
    rubric = models.ForeignKey(
        Rubric, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("rubric")
    )
    topic = models.ForeignKey(
        "reference.Topic", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    on_page = models.PositiveSmallIntegerField(_("page"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("article of a printed issue")

    def __str__(self) -> str:
        return self.title
