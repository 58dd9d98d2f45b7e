"""Articles that registered readers write for the magazine."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import BEING_WRITTEN, SubmissionState
from ..querysets import SubmissionQuerySet
from .article import Article


class Submission(models.Model):
    """A reader's text, in one language, as plain paragraphs. Accepted, it becomes the draft of an article."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="magazine_submissions"
    )
    key = models.UUIDField(unique=True)  # made with the form, so that sending twice makes one
    lang = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, default="ky")
    title = models.CharField(_("Title"), max_length=200, blank=True)
    lead = models.TextField(_("In short"), max_length=400, blank=True)
    text = models.TextField(_("Text"), max_length=40_000, blank=True)
    signature = models.CharField(
        _("How to sign it"), max_length=300, blank=True, help_text=_("Name, position, municipality.")
    )
    topics = models.ManyToManyField("reference.Topic", blank=True, related_name="+", verbose_name=_("Topics"))
    practices = models.ManyToManyField(
        "practices.Practice", blank=True, related_name="+", verbose_name=_("Practices it tells of")
    )
    image = models.ForeignKey("media.PortalImage", models.SET_NULL, null=True, blank=True, related_name="+")
    alt_ky = models.CharField(_("What the picture shows, in Kyrgyz"), max_length=250, blank=True)
    alt_ru = models.CharField(_("What the picture shows, in Russian"), max_length=250, blank=True)
    # {name: {"rev": 3, "device": "…", "key": "…"}}: the last change of each field
    revisions = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=SubmissionState, default=SubmissionState.DRAFT)
    version = models.PositiveIntegerField(default=0)  # counts changes: a decision upon an older one is refused
    round = models.PositiveSmallIntegerField(default=0)  # how often it was sent
    consent_version = models.PositiveSmallIntegerField(default=0)  # of the text that was agreed to, see consent.py
    consented_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    article = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="submissions")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("article from a reader")
        verbose_name_plural = _("articles from readers")
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.title.strip() or str(_("Without a title"))

    @property
    def is_editable(self) -> bool:
        return self.state in BEING_WRITTEN


class EarlierText(models.Model):
    """What a field said before another device, or a large deletion, overwrote it; or what came after it was sent."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="earlier")
    field = models.CharField(max_length=20)
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.submission_id} · {self.field}"


class Remark(models.Model):
    """What an editor wrote to the author, or the author back."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="remarks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    from_editor = models.BooleanField(default=True)
    text = models.TextField(_("Remark"), max_length=4000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("remark to an article")
        verbose_name_plural = _("remarks to articles")
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.at:%Y-%m-%d}"
