"""What an editor asks an expert or a state body about something published, and what they say."""

import secrets

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import CommentState
from ..querysets import CommentQuerySet

PERSON = settings.AUTH_USER_MODEL


def new_nonce() -> str:
    return secrets.token_hex(8)


class CommentRequest(models.Model):
    """Dates, reminders, state and hands are those of its invitation. Without `nonce` links in letters are dead."""

    invitation = models.OneToOneField("experts.Invitation", models.PROTECT, related_name="request")
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    obj = GenericForeignKey("content_type", "object_id")
    nonce = models.CharField(max_length=16, default=new_nonce, blank=True, editable=False)

    class Meta:
        verbose_name = _("request for a comment")
        verbose_name_plural = _("requests for comments")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="experts_request_about")]

    def __str__(self) -> str:
        return str(self.invitation)

    def get_absolute_url(self) -> str:
        """Where the one who was asked answers."""
        return reverse("account_invitation", args=[self.invitation_id])

    @property
    def is_closed(self) -> bool:
        return not self.nonce


class Comment(models.Model):
    """The author's own words are kept beside what was published; the author sees both."""

    request = models.OneToOneField(CommentRequest, models.PROTECT, related_name="comment")
    signed_as = models.CharField(_("How it is signed"), max_length=300)
    lang = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES)
    author_text = models.TextField(_("As the author wrote it"), max_length=6000)
    text = models.TextField(_("As it is published"), max_length=6000)
    state = models.CharField(_("State"), max_length=9, choices=CommentState, default=CommentState.WAITING)
    author = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    by_letter = models.BooleanField(_("Came by the link in the letter"), default=False)
    sent_at = models.DateTimeField(_("Sent"), default=timezone.now)
    decided_at = models.DateTimeField(_("Decided"), null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("Reason"), max_length=300, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["-decided_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="experts_comment_has_words", condition=~Q(author_text="") & ~Q(text="")),
            models.CheckConstraint(
                name="experts_comment_decided",
                condition=Q(state=CommentState.WAITING, decided_at=None)
                | (~Q(state=CommentState.WAITING) & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="experts_comment_refused_has_reason", condition=~Q(state=CommentState.REFUSED) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return reverse("expert_comment", args=[self.pk])

    @property
    def is_edited(self) -> bool:
        return self.text != self.author_text
