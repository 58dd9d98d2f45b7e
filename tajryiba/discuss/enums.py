"""Choices of the discuss app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PostState(TextChoices):
    WAITING = "waiting", _("Waits for a moderator")
    PUBLIC = "public", _("Public")
    REFUSED = "refused", _("Not published")
