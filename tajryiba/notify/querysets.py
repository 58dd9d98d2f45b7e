"""Reads of one model."""

from django.db import models
from django.utils import timezone

from .enums import State


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and nobody else's, staff included."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at=None)


class DeliveryQuerySet(models.QuerySet):
    def due(self):
        return self.filter(state=State.WAITING, due_at__lte=timezone.now())
