"""Evidence of work, gathered by itself."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from ..enums import WorkKind


class WorkRecord(models.Model):
    """The expert did this. Whether readers see it is asked of the object itself (things.py)."""

    expert = models.ForeignKey("experts.Expert", models.CASCADE, related_name="work")
    kind = models.CharField(max_length=10, choices=WorkKind)
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    obj = GenericForeignKey("content_type", "object_id")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["expert", "kind", "content_type", "object_id"], name="experts_work_once")
        ]
        indexes = [models.Index(fields=["content_type", "object_id"], name="experts_work_on")]

    def __str__(self) -> str:
        return f"{self.expert_id} · {self.kind} · {self.object_id}"
