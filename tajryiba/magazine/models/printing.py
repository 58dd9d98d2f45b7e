"""PDF and EPUB of an issue or of one article: made by the worker, kept by version."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.media.models import private_storage

from ..enums import PrintFormat, PrintState
from ..typesetting.querysets import PrintQuerySet
from .article import ArticlePage
from .issue import IssuePage


def print_path(row, name: str) -> str:
    return f"magazine/{row.fingerprint[:12]}-{row.pk}/{name}"


class Print(models.Model):
    """One file of one version of the words. `fingerprint` is a digest of all that is typeset: the same is not made
    twice, and another makes a new row beside the old one. It is empty until the worker begins, so that one row waits
    for a page and format, however often it is asked for.
    """

    issue_page = models.ForeignKey(IssuePage, models.CASCADE, null=True, related_name="prints")
    article_page = models.ForeignKey(ArticlePage, models.CASCADE, null=True, related_name="prints")
    format = models.CharField(max_length=4, choices=PrintFormat)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=PrintState, default=PrintState.WAITING)
    is_proof = models.BooleanField(default=False)  # of words that are not public yet: only for the staff
    progress = models.PositiveSmallIntegerField(default=0)  # per cent
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)
    file = models.FileField(upload_to=print_path, storage=private_storage, max_length=200, blank=True)
    bytes = models.PositiveBigIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)

    objects = PrintQuerySet.as_manager()

    class Meta:
        verbose_name = _("printed file")
        verbose_name_plural = _("printed files")
        ordering = ["-asked_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(issue_page=None, article_page__isnull=False)
                | Q(issue_page__isnull=False, article_page=None),
                name="magazine_print_of_one_page",
            ),
            models.UniqueConstraint(
                fields=["issue_page", "format", "fingerprint", "is_proof"], name="magazine_issue_print_once"
            ),
            models.UniqueConstraint(
                fields=["article_page", "format", "fingerprint", "is_proof"], name="magazine_article_print_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.format} {self.fingerprint[:12]}"

    @property
    def page(self) -> IssuePage | ArticlePage:
        return self.issue_page if self.issue_page_id else self.article_page
