"""A sample that a form fills: a DOCX a language with {{ names }} in it, and what is asked for each name."""

import secrets

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from tajryiba.core.languages import translated
from tajryiba.media.models import private_storage

from ..enums import FieldKind
from .material import Material

KEY = RegexValidator(r"\A[a-z][a-z0-9_]{0,29}\Z", _("Small Latin letters, digits and _; a letter first."))
LANGUAGES = ("ky", "ru")


def template_path(sample: "Sample", name: str) -> str:
    return f"samples/{secrets.token_hex(8)}.docx"


def _file(label) -> models.FileField:
    return models.FileField(label, upload_to=template_path, storage=private_storage, max_length=200, blank=True)


class Sample(ClusterableModel):
    """The fillable side of a material."""

    material = models.OneToOneField(Material, models.CASCADE, related_name="sample", verbose_name=_("Material"))
    file_ky = _file(_("DOCX in Kyrgyz"))
    file_ru = _file(_("DOCX in Russian"))

    class Meta:
        verbose_name = _("fillable sample")
        verbose_name_plural = _("fillable samples")

    def __str__(self) -> str:
        return str(self.material)

    def get_absolute_url(self) -> str:
        return reverse("material_fill", args=[self.material_id])

    def languages(self) -> list[str]:
        return [code for code in LANGUAGES if getattr(self, f"file_{code}")]

    def template(self, language: str) -> bytes:
        with getattr(self, f"file_{language}").open("rb") as file:
            return file.read()


class SampleField(Orderable):
    """One question of the form; `key` is the name in the template."""

    sample = ParentalKey(Sample, on_delete=models.CASCADE, related_name="questions")
    key = models.CharField(_("Name in the template"), max_length=30, validators=[KEY])
    kind = models.CharField(_("What is asked"), max_length=4, choices=FieldKind, default=FieldKind.LINE)
    label = translated(models.CharField(_("Question"), max_length=150))
    hint = translated(models.CharField(_("Hint"), max_length=250))
    required = models.BooleanField(_("Must be filled"), default=False)

    class Meta(Orderable.Meta):
        verbose_name = _("field of a sample")
        verbose_name_plural = _("fields of a sample")
        constraints = [models.UniqueConstraint(fields=["sample", "key"], name="library_a_field_once")]

    def __str__(self) -> str:
        return self.key
