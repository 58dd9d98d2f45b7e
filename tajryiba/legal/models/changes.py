"""What happened to an act, and who has to look again because of it."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import translated

from ..enums import ChangeKind
from ..querysets import ChangeQuerySet, ReviewQuerySet
from .acts import Act
from .texts import ActEdition

PERSON = settings.AUTH_USER_MODEL


class Change(models.Model):
    """A line of the legislation digest: what changed, from when, what it means for an ayil okmotu."""

    act = models.ForeignKey(Act, models.PROTECT, related_name="changes", verbose_name=_("Act"))
    kind = models.CharField(_("What happened"), max_length=12, choices=ChangeKind)
    in_force_from = models.DateField(_("From when"))
    by_act = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="changes_made", verbose_name=_("By which act")
    )
    edition = models.ForeignKey(
        ActEdition, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("New edition")
    )
    articles = models.JSONField(_("Articles"), default=list, blank=True)
    what = translated(models.TextField(_("What changed"), max_length=2000))
    meaning = translated(models.TextField(_("What it means for an ayil okmotu"), max_length=2000))
    took_effect = models.BooleanField(default=False, editable=False)
    key = models.CharField(max_length=64, unique=True)
    recorded_at = models.DateTimeField(default=timezone.now, db_index=True)
    recorded_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of an act")
        verbose_name_plural = _("changes of acts")
        ordering = ["-in_force_from", "-pk"]
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return f"{self.act_id} · {self.kind} · {self.in_force_from}"


class Review(models.Model):
    """One object that cites the changed act: to be checked. Readers see it until an editor confirms."""

    change = models.ForeignKey(Change, models.PROTECT, related_name="reviews")
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    source = GenericForeignKey("content_type", "object_id")
    opened_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(_("Checked"), null=True, blank=True)
    confirmed_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(_("What came of it"), max_length=300, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("check after a change of an act")
        verbose_name_plural = _("checks after changes of acts")
        ordering = ["-opened_at", "-pk"]
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "change"], name="legal_review_once")
        ]
        indexes = [
            models.Index(fields=["content_type", "object_id"], condition=Q(confirmed_at=None), name="legal_flagged")
        ]

    def __str__(self) -> str:
        return f"{self.change_id}: {self.content_type_id}:{self.object_id}"
