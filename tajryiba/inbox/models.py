"""Cases: what a client did that needs a reaction, until when, and who reacted first."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import kinds
from .querysets import CaseQuerySet

PERSON = settings.AUTH_USER_MODEL


class Case(models.Model):
    """A duty to react. `due_at` is written once and never moved by anything that happens later (T1)."""

    kind = models.CharField(_("Kind"), max_length=60)
    subject = models.CharField(_("About"), max_length=300)
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    obj = GenericForeignKey("content_type", "object_id")
    client = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("Client")
    )
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey("reference.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=120, unique=True)
    opened_at = models.DateTimeField(_("Opened"), default=timezone.now)
    due_at = models.DateTimeField(_("React by"))
    assignee = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Who reacts")
    )
    soon_told_at = models.DateTimeField(_("Reminded before the time"), null=True, blank=True)
    late_told_at = models.DateTimeField(_("Reminded after the time"), null=True, blank=True)
    first_reaction_at = models.DateTimeField(_("First reaction"), null=True, blank=True)
    first_reaction_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(_("Closed"), null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    close_reason = models.CharField(_("Why it was closed"), max_length=300, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.CheckConstraint(name="inbox_case_due_after_opened", condition=Q(due_at__gt=F("opened_at"))),
            models.CheckConstraint(
                name="inbox_case_reaction_after_opened",
                condition=Q(first_reaction_at=None) | Q(first_reaction_at__gte=F("opened_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(first_reaction_at=None, closed_at=None), name="inbox_waiting"),
            models.Index(fields=["content_type", "object_id"], name="inbox_of_object"),
            models.Index(fields=["opened_at"], name="inbox_opened"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def kind_label(self) -> str:
        return kinds.label(self.kind)

    @property
    def stopped_at(self):
        """When the clock stopped: at the first reaction, or when the case was closed without one."""
        return self.first_reaction_at or self.closed_at

    @property
    def waits(self) -> bool:
        return self.stopped_at is None

    @property
    def is_late(self) -> bool:
        return (self.stopped_at or timezone.now()) > self.due_at


class Reaction(models.Model):
    """One deed on a case that the client can notice; the first one stops the clock."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="reactions")
    actor = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("Who"))
    at = models.DateTimeField(_("When"), default=timezone.now)
    text = models.TextField(_("Words to the client"), blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.at:%Y-%m-%d %H:%M}"
