"""The append-only log of what was done. It lies low in the layers: what is above is kept as ids, not foreign keys."""

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(Exception):
    """Something tried to change or remove an event. That is a fault of the program, never of a person."""

    def __init__(self):
        super().__init__("Events are only added, never changed or removed.")


class EventQuerySet(models.QuerySet):
    """Reads and adds. The database refuses the rest too (migration 0002)."""

    def update(self, **kwargs):
        raise AppendOnlyError

    def bulk_update(self, objs, fields, batch_size=None):
        raise AppendOnlyError

    def delete(self):
        raise AppendOnlyError

    delete.queryset_only = True


class Event(models.Model):
    """Who did what to which object, when and for which organisation; small facts in `data`, nothing personal.

    `actor_id` stays a number when the person erases the account: the deed remains, the person cannot be found.
    """

    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    verb = models.CharField(_("what"), max_length=80)
    actor_id = models.BigIntegerField(_("who, number of the account"), null=True, blank=True)
    content_type = models.ForeignKey(
        ContentType, verbose_name=_("kind of object"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    object_id = models.CharField(_("number of the object"), max_length=64, blank=True, default="")
    organisation_id = models.BigIntegerField(_("organisation"), null=True, blank=True)
    unit_id = models.BigIntegerField(_("municipality"), null=True, blank=True)
    data = models.JSONField(_("facts"), default=dict, blank=True, encoder=DjangoJSONEncoder)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-at", "-id"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["content_type", "object_id", "at"], name="audit_object"),
            models.Index(fields=["verb", "at"], name="audit_verb"),
            models.Index(fields=["organisation_id", "at"], name="audit_organisation"),
            models.Index(fields=["at"], name="audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError
