"""An article: facts once, a page in each language."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from tajryiba.core.languages import translated

from ..blocks import StoryBlock
from ..enums import ArticleKind
from ..querysets import ArticleQuerySet
from .issue import Issue, Rubric
from .sections import PortalPage, key_field


class Article(ClusterableModel):
    """What the languages of an article share. Its place in an issue is its own `position`: any order is right."""

    key = key_field()
    working_title = models.CharField(
        _("Working title"), max_length=200, help_text=_("For the staff; readers see the title of a page.")
    )
    kind = models.CharField(_("Kind"), max_length=20, choices=ArticleKind, default=ArticleKind.ARTICLE)
    issue = models.ForeignKey(
        Issue, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("Issue")
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    rubric = models.ForeignKey(
        Rubric, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("Rubric")
    )
    topics = models.ManyToManyField("reference.Topic", blank=True, related_name="articles", verbose_name=_("Topics"))
    units = models.ManyToManyField(
        "reference.Unit",
        through="ArticleUnit",
        blank=True,
        related_name="articles",
        verbose_name=_("Municipalities"),
    )
    practices = models.ManyToManyField(
        "practices.Practice",
        through="ArticlePractice",
        blank=True,
        related_name="articles",
        verbose_name=_("Practices it tells of"),
    )
    # Kept by the verbs:
    created_at = models.DateTimeField(auto_now_add=True)
    first_published_at = models.DateTimeField(null=True, editable=False, db_index=True)
    starter_key = models.CharField(max_length=40, unique=True, null=True, editable=False)  # noqa: DJ001

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-first_published_at", "-pk"]

    def __str__(self) -> str:
        return self.working_title

    @staticmethod
    def is_editor(user) -> bool:
        return user is not None and user.is_authenticated and user.has_perm("magazine.change_article")


class ArticleUnit(models.Model):
    """A municipality that the article tells of; a model of its own, so that the admin offers a chooser."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="places")
    unit = models.ForeignKey("reference.Unit", models.CASCADE, related_name="+", verbose_name=_("Municipality"))

    class Meta:
        db_table = "magazine_article_units"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "unit"], name="magazine_article_unit_once")]

    def __str__(self) -> str:
        return f"{self.article_id} · {self.unit_id}"


class ArticlePractice(models.Model):
    """A practice that the article tells of."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="told")
    practice = models.ForeignKey("practices.Practice", models.CASCADE, related_name="+", verbose_name=_("Practice"))

    class Meta:
        db_table = "magazine_article_practices"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "practice"], name="magazine_article_practice_once")]

    def __str__(self) -> str:
        return f"{self.article_id} · {self.practice_id}"


class ArticleAuthor(models.Model):
    """Who wrote it, in order; with the public profile where the author is one of the experts."""

    sort_order_field = "position"  # the staff drags them

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="authors")
    position = models.PositiveSmallIntegerField(default=0)
    name = translated(models.CharField(_("name"), max_length=160))
    role = translated(models.CharField(_("who it is"), max_length=200))
    expert = models.ForeignKey(
        "experts.Expert", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("expert")
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class ArticleForm(WagtailAdminPageForm):
    def clean_image(self):
        image = self.cleaned_data["image"]
        if image and not image.is_ready:
            raise ValidationError(_("This picture has no alt text yet. Open it among the images and describe it."))
        return image


class ArticlePage(PortalPage):
    """The words of an article in one language."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="pages", editable=False)
    lead = models.TextField(
        _("lead"), max_length=400, blank=True, help_text=_("One or two sentences: what it is about.")
    )
    image = models.ForeignKey(
        "media.PortalImage", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    body = StreamField(StoryBlock(), verbose_name=_("text"), blank=True)
    # Kept by domain.page_published:
    minutes = models.PositiveSmallIntegerField(default=0, editable=False)  # of reading
    has_audio = models.BooleanField(default=False, editable=False)

    parent_page_types = ["magazine.MagazineSection"]
    subpage_types: list[str] = []
    is_creatable = False
    section = "magazine"
    template = "magazine/article_page.html"
    content_panels = [*PortalPage.content_panels, FieldPanel("lead"), FieldPanel("image"), FieldPanel("body")]
    base_form_class = ArticleForm

    class Meta:
        verbose_name = _("text of an article")
