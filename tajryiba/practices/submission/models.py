"""What people send in: the draft with its values, what was overwritten, comments of the review, files, trust."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import EDITABLE, Depth, SubmissionState
from .querysets import SubmissionQuerySet


class Submission(models.Model):
    """A practice on its way in. `values` holds every field as it was typed, `revisions` how often each was changed."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)  # of the button «Begin»: a second click begins nothing
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions")
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("On behalf of")
    )
    depth = models.CharField(_("Depth"), max_length=8, choices=Depth, default=Depth.SNAPSHOT)
    state = models.CharField(_("State"), max_length=9, choices=SubmissionState, default=SubmissionState.DRAFT)
    values = models.JSONField(default=dict)
    # {name: {"rev": 3, "device": "…", "at": "2026-11-21T…"}}: the last change of each field
    revisions = models.JSONField(default=dict)
    practice = models.ForeignKey(
        "practices.Practice", models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    round = models.PositiveSmallIntegerField(default=0)  # how often it was sent
    digest = models.CharField(max_length=64, default="", blank=True)  # of what was sent: the same again is the same
    not_a_duplicate = models.BooleanField(_("The author has seen what is alike"), default=False)
    fast_lane = models.BooleanField(_("Published by trust"), default=False)
    note = models.TextField(_("Words of the editors"), blank=True)
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("Sent"), null=True, editable=False)
    decided_at = models.DateTimeField(_("Decided"), null=True, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    looked_at = models.DateTimeField(_("Checked afterwards"), null=True, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["state", "sent_at"], name="practices_submission_queue")]
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="a_submission_begins_once"),
            models.UniqueConstraint(
                fields=["author", "digest"], condition=~Q(digest=""), name="the_same_is_submitted_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Without a title"))

    def get_absolute_url(self) -> str:
        return reverse("submission_form" if self.is_editable else "submission_status", args=[self.pk])

    @property
    def title(self) -> str:
        return self.values.get("title", "").strip()

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE


class SubmissionEdit(models.Model):
    """One accepted change of a field. A repeated `key` changes nothing; `kept` rows hold what was overwritten."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="edits")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    rev = models.PositiveIntegerField()
    device = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    kept = models.BooleanField(default=False)
    conflict = models.BooleanField(default=False)
    before = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["submission", "key"], name="an_edit_counts_once")]
        indexes = [models.Index(fields=["submission", "kept"], name="practices_edit_history")]

    def __str__(self) -> str:
        return f"{self.submission_id} · {self.name} · {self.rev}"


class SubmissionComment(models.Model):
    """What the editors say about one field, or about the whole when `field` is empty, in one round of the review."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="comments")
    field = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "field", "round"], name="one_comment_a_field_and_round")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} · {self.field}"


class SubmissionFile(models.Model):
    """A photo or a document beside the text; cleaned when it came. Until it is accepted it lies in the workspace."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="files")
    image = models.ForeignKey("media.PortalImage", models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey("media.PortalDocument", models.PROTECT, null=True, blank=True, related_name="+")
    caption = models.CharField(_("What it shows"), max_length=200)
    key = models.UUIDField(default=uuid.uuid4)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "key"], name="a_file_is_sent_once"),
            models.CheckConstraint(
                condition=Q(image__isnull=False, document=None) | Q(image=None, document__isnull=False),
                name="a_file_is_a_photo_or_a_document",
            ),
        ]

    def __str__(self) -> str:
        return self.caption


class TrustedOrganisation(models.Model):
    """Its submissions are published at once and looked at afterwards."""

    organisation = models.OneToOneField(
        "people.Organisation", models.PROTECT, related_name="+", verbose_name=_("Organisation")
    )
    note = models.CharField(_("Why it is trusted"), max_length=300)
    since = models.DateTimeField(_("Since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("trusted organisation")
        verbose_name_plural = _("trusted organisations")
        ordering = ["-since"]

    def __str__(self) -> str:
        return str(self.organisation)
