"""A lead: the hint of a practice, before there is one."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Origin
from .enums import BEFORE_PRACTICE, OPEN, FoundIn, LeadState


class LeadQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN)


class Lead(models.Model):
    """What the staff heard of, where, and who follows it up. Staff only; it never reaches a public page."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # of the form: a second click adds none
    title = models.CharField(_("What was done"), max_length=200)
    found_in = models.CharField(_("Where it was found"), max_length=16, choices=FoundIn, default=FoundIn.WEB)
    link = models.URLField(_("Link"), max_length=500, blank=True)
    image = models.ForeignKey(
        "media.PortalImage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Photo")
    )
    unit = models.ForeignKey(
        "reference.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Municipality")
    )
    place = models.CharField(_("Place in words"), max_length=200, blank=True)
    country = models.CharField(_("Country"), max_length=2, default="KG")
    note = models.TextField(_("Note"), blank=True)
    follows_up = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Who follows it up"),
    )
    state = models.CharField(_("State"), max_length=10, choices=LeadState, default=LeadState.FOUND)
    reason = models.CharField(_("Why it was dropped"), max_length=300, blank=True)
    practice = models.ForeignKey(
        "practices.Practice", models.PROTECT, null=True, blank=True, related_name="leads", verbose_name=_("Practice")
    )
    folded = models.TextField(default="", editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("Found on"), default=timezone.now, editable=False)
    moved_at = models.DateTimeField(_("Since"), default=timezone.now, editable=False)

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        ordering = ["-moved_at", "-pk"]
        indexes = [models.Index(fields=["state", "moved_at"], name="practices_lead_board")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=LeadState.DROPPED) | ~Q(reason=""), name="a_dropped_lead_has_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[*BEFORE_PRACTICE, LeadState.DROPPED]) | Q(practice__isnull=False),
                name="a_described_lead_has_its_practice",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def origin(self) -> str:
        abroad = self.found_in == FoundIn.INTERNATIONAL or self.country != "KG"
        return Origin.INTERNATIONAL if abroad else Origin.DOMESTIC

    @property
    def shown_place(self) -> str:
        return self.unit.name if self.unit_id else self.place
