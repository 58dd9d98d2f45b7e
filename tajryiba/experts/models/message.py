"""A message to an expert through the portal: nobody sees an address."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..querysets import MessageQuerySet

PERSON = settings.AUTH_USER_MODEL


class Message(models.Model):
    """What somebody wrote, and what was answered."""

    expert = models.ForeignKey("experts.Expert", models.PROTECT, related_name="messages", verbose_name=_("Expert"))
    sender = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("Who writes"))
    holder = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Who answers")
    )
    text = models.TextField(_("Text"), max_length=4000)
    lang = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES)
    key = models.CharField(max_length=32)
    sent_at = models.DateTimeField(_("Sent"), default=timezone.now)
    answer = models.TextField(_("Answer"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(_("Answered"), null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message to an expert")
        verbose_name_plural = _("messages to experts")
        ordering = ["-sent_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["sender", "key"], name="experts_message_once"),
            models.CheckConstraint(
                name="experts_message_answered", condition=Q(answered_at=None) | Q(answered_by__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["holder", "answered_at"], name="experts_messages_to")]

    def __str__(self) -> str:
        return f"{self.sender_id} → {self.expert_id}"

    def get_absolute_url(self) -> str:
        return reverse("account_expert_message", args=[self.pk])
