"""Words about a material in one language."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from ..querysets import MaterialTextQuerySet
from .material import Material

RICH = ["bold", "link", "ol", "ul", "h3"]


class MaterialText(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model):
    """Title, summary and description in one language, with draft, revisions and workflow."""

    material = models.ForeignKey(Material, models.PROTECT, related_name="texts", verbose_name=_("Material"))
    lang = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES)
    title = models.CharField(_("Title"), max_length=160)
    summary = models.TextField(_("In short"), max_length=400, help_text=_("What it is and what it helps to do."))
    about = RichTextField(_("About the material"), blank=True, features=RICH)
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
        related_query_name="material_text",
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="material_text",
        for_concrete_model=False,
    )

    objects = models.Manager.from_queryset(MaterialTextQuerySet)()

    class Meta:
        verbose_name = _("text of a material")
        verbose_name_plural = _("texts of materials")
        constraints = [
            models.UniqueConstraint(
                fields=["material", "lang"],
                name="library_one_text_a_language",
                violation_error_message=_("This material already has a text in this language. Open it and edit it."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} [{self.lang}]"

    def get_absolute_url(self) -> str:
        return self.material.url_in(self.lang)

    @property
    def revisions(self):
        return self._revisions

    def get_full_url(self) -> str:
        return settings.SITE_URL + self.get_absolute_url()

    def is_stale(self) -> bool:
        """The original was changed in substance after this translation was made (T16)."""
        original = self.material.texts_by_language.get(self.material.original_language)
        return original is not None and original.lang != self.lang and original.content_version > self.based_on_version

    def serve_preview(self, request, mode_name):
        """The material's page with this draft in the place of the live text."""
        from ..views.public import preview_text  # noqa: PLC0415  (views import models)

        with translation.override(self.lang):
            return preview_text(request, self)
