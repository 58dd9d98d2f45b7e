"""Words of a practice in one language."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from ..enums import (
    Translation,
)
from ..querysets import PracticeTextQuerySet
from .practice import Practice

RICH = ["bold", "link", "ol", "ul", "h3"]


class PracticeText(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model):
    """The words of a practice in one language, with draft, revisions, workflow and status of translation."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="texts", verbose_name=_("Practice"))
    lang = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES)
    title = models.CharField(_("Title"), max_length=120, help_text=_("What was done and where, up to 90 characters."))
    summary = models.TextField(_("In short"), max_length=400, help_text=_("One or two sentences with the main figure."))
    summary_only = models.BooleanField(
        _("Only title and summary"), default=False, help_text=_("The rest is shown in the language of the original.")
    )
    problem = RichTextField(_("Problem"), blank=True, features=RICH)
    solution = RichTextField(_("Solution"), blank=True, features=RICH)
    results_note = RichTextField(_("Results in words"), blank=True, features=RICH)
    failed = RichTextField(_("What did not work"), blank=True, features=RICH)
    lessons = RichTextField(_("Lessons"), blank=True, features=RICH)
    sustainability = RichTextField(_("What keeps it going"), blank=True, features=RICH)
    translation = models.CharField(_("Translation"), max_length=10, choices=Translation, default=Translation.CHECKED)
    minor_edit = models.BooleanField(
        _("Only slips of the pen were mended"),
        default=False,
        help_text=_("Translations then do not count as outdated."),
    )
    # Kept by domain.text_published:
    content_version = models.PositiveIntegerField(default=0, editable=False)
    based_on_version = models.PositiveIntegerField(default=0, editable=False)
    folded = models.TextField(default="", editable=False)

    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="practice_text",
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="practice_text",
        for_concrete_model=False,
    )

    objects = models.Manager.from_queryset(PracticeTextQuerySet)()

    class Meta:
        verbose_name = _("text of a practice")
        verbose_name_plural = _("texts of practices")
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "lang"],
                name="one_text_a_language",
                violation_error_message=_("This practice already has a text in this language. Open it and edit it."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} [{self.lang}]"

    def get_absolute_url(self) -> str:
        return self.practice.url_in(self.lang)

    @property
    def revisions(self):
        return self._revisions

    def get_full_url(self) -> str:
        return settings.SITE_URL + self.get_absolute_url()

    def is_stale(self) -> bool:
        """The original was changed in substance after this translation was made (T16)."""
        original = self.practice.texts_by_language.get(self.practice.original_language)
        return original is not None and original.lang != self.lang and original.content_version > self.based_on_version

    def serve_preview(self, request, mode_name):
        """The practice's page with this draft in the place of the live text."""
        from ..views import preview_text  # noqa: PLC0415  (views import models)

        with translation.override(self.lang):
            return preview_text(request, self)
