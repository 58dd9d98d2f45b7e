"""Import of old issues: a job whose rows are done one by one, so that it goes on where it was cut off."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import ImportState
from .issue import Issue


class ArchiveImport(models.Model):
    """A folder on the server, or a CSV with the files it names."""

    folder = models.CharField(_("folder"), max_length=500)
    state = models.CharField(_("state"), max_length=8, choices=ImportState, default=ImportState.WAITING)
    fault = models.CharField(_("fault"), max_length=300, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)  # when somebody last worked on it: an old one says that it was cut off

    class Meta:
        verbose_name = _("import of old issues")
        verbose_name_plural = _("imports of old issues")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.folder} ({self.started_at:%Y-%m-%d})"


class ArchiveRow(models.Model):
    """One old issue in one language; `line` is its place in the list, `facts` are its words there, not read yet.

    `fault` of a failed row says why; of a done one, what the staff should know (no text in the PDF, …).
    """

    job = models.ForeignKey(ArchiveImport, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    facts = models.JSONField()
    state = models.CharField(max_length=8, choices=ImportState, default=ImportState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)
    issue = models.ForeignKey(Issue, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["line"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["job", "line"], name="magazine_import_line_once")]

    def __str__(self) -> str:
        return f"{self.job_id}:{self.line}"
