"""Documents, progress reports with photos, and the templates from which drafts of decisions are made."""

import secrets

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import DraftKind, DraftLanguage
from .adoption import Adoption


class AdoptionDocument(models.Model):
    """A paper of the municipality: for members and staff, until the municipality shows it to everybody."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="papers")
    document = models.ForeignKey("media.PortalDocument", models.PROTECT, related_name="+")
    is_shown = models.BooleanField(_("Everybody may read it"), default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    key = models.CharField(max_length=32)

    class Meta:
        ordering = ["added_at", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["adoption", "key"], name="adoption_document_sent_once")]

    def __str__(self) -> str:
        return self.document.title


class AdoptionReport(models.Model):
    """What was done since the last report. `key` comes from the form: a second click makes no second report."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="reports")
    on = models.DateField(_("Date"), default=timezone.localdate)
    text = models.TextField(_("What was done, what stands in the way"), max_length=4000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    key = models.CharField(max_length=32)

    class Meta:
        ordering = ["-on", "-pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["adoption", "key"], name="adoption_report_sent_once")]

    def __str__(self) -> str:
        return f"{self.adoption_id} · {self.on}"


class AdoptionPhoto(models.Model):
    report = models.ForeignKey(AdoptionReport, models.CASCADE, related_name="photos")
    image = models.ForeignKey("media.PortalImage", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.report_id} · {self.image_id}"


def private_storage():
    return storages["private"]


def template_path(template, name: str) -> str:
    return f"drafts/{template.kind}-{template.lang}-{secrets.token_hex(6)}.docx"


class DraftTemplate(models.Model):
    """A DOCX that the staff wrote, with {{ names }} of facts in it. The newest one of a kind and language is in force;
    while there is none, the portal's own text is used (drafting/starter).
    """

    kind = models.CharField(_("Which paper"), max_length=10, choices=DraftKind)
    lang = models.CharField(_("Language"), max_length=2, choices=DraftLanguage)
    file = models.FileField(_("DOCX file"), upload_to=template_path, storage=private_storage, max_length=200)
    note = models.CharField(_("What is new in it"), max_length=300, blank=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("template of a draft decision")
        verbose_name_plural = _("templates of draft decisions")
        ordering = ["kind", "lang", "-added_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.get_lang_display()}"
