"""The words of an act: an edition is how it reads from a date on, a text is an edition in one language, in pieces."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import translated

from ..enums import Level
from .acts import Act


class ActEdition(models.Model):
    """How the act reads from `in_force_from` on; empty for the text as adopted when the date is not known."""

    act = models.ForeignKey(Act, models.PROTECT, related_name="editions", verbose_name=_("Act"))
    in_force_from = models.DateField(_("In force from"), null=True, blank=True)
    changed_by = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("By which act")
    )
    note = translated(models.CharField(_("Note"), max_length=300))
    is_public = models.BooleanField(_("On the site"), default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("edition of an act")
        verbose_name_plural = _("editions of acts")
        ordering = [models.F("in_force_from").desc(nulls_last=True), "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["act", "in_force_from"], name="legal_edition_once_a_date"),
            models.UniqueConstraint(
                fields=["act"], condition=models.Q(in_force_from=None), name="legal_edition_without_date_once"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("law_edition", args=[self.act_id, self.pk])

    @property
    def label(self) -> str:
        if self.in_force_from is None:
            return gettext("text without a date")
        return gettext("edition of %(date)s") % {"date": date_format(self.in_force_from, "DATE_FORMAT")}


class ActText(models.Model):
    """An edition in one language, cleaned and split. Written only by `domain.write_text`."""

    edition = models.ForeignKey(ActEdition, models.PROTECT, related_name="texts", verbose_name=_("Edition"))
    lang = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES)
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("File"),
    )
    characters = models.PositiveIntegerField(default=0)
    articles = models.PositiveIntegerField(default=0)
    for_tests = models.BooleanField(default=False, editable=False)
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("text of an act")
        verbose_name_plural = _("texts of acts")
        ordering = ["lang"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["edition", "lang"], name="legal_text_once_a_language")]

    def __str__(self) -> str:
        return f"{self.edition_id} [{self.lang}]"


class Provision(models.Model):
    """A piece of a text: a heading of a chapter, an article, a point of a resolution, an annex.

    `anchor` stays the same from edition to edition and from language to language: `st-12`; points inside have theirs in
    `html`: `st-12-p-3`. `digest` of the words tells quickly whether a piece changed.
    """

    text = models.ForeignKey(ActText, models.CASCADE, related_name="provisions")
    order = models.PositiveIntegerField()
    level = models.CharField(max_length=10, choices=Level)
    anchor = models.CharField(max_length=60)
    label = models.CharField(max_length=100, blank=True)
    heading = models.CharField(max_length=500, blank=True)
    html = models.TextField(blank=True)
    digest = models.CharField(max_length=40)

    class Meta:
        ordering = ["order"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["text", "anchor"], name="legal_anchor_once"),
            models.UniqueConstraint(fields=["text", "order"], name="legal_order_once"),
        ]

    def __str__(self) -> str:
        return f"{self.text_id}#{self.anchor}"

    @property
    def title(self) -> str:
        return ". ".join(part for part in (self.label, self.heading) if part)
