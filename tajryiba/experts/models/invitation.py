"""What an expert is asked to do, by when, and in whose hands it is."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import OPEN, InvitationState, Task
from ..querysets import InvitationQuerySet

PERSON = settings.AUTH_USER_MODEL


class Invitation(models.Model):
    """`holder` is who acts now: the expert, or a deputy; nobody when the expert has no account."""

    expert = models.ForeignKey("experts.Expert", models.PROTECT, related_name="invitations", verbose_name=_("Expert"))
    task = models.CharField(_("What to do"), max_length=7, choices=Task)
    words = models.TextField(_("What exactly"), max_length=2000)
    holder = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("In whose hands")
    )
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("Who asks"))
    asked_at = models.DateTimeField(_("Asked"), default=timezone.now)
    deadline = models.DateField(_("By when"))
    state = models.CharField(_("State"), max_length=9, choices=InvitationState, default=InvitationState.INVITED)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reminded_for = models.DateField(null=True, blank=True)  # the deadline about which it was reminded
    key = models.CharField(max_length=32)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["deadline", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["asked_by", "key"], name="experts_invitation_once"),
            models.CheckConstraint(
                name="experts_invitation_decided",
                condition=Q(state=InvitationState.INVITED) | Q(decided_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["deadline"], condition=Q(state__in=OPEN), name="experts_invitation_due"),
            models.Index(fields=["holder", "state"], name="experts_invitation_of"),
        ]

    def __str__(self) -> str:
        return f"{self.get_task_display()}: {self.expert}"

    def get_absolute_url(self) -> str:
        return reverse("account_invitation", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN
