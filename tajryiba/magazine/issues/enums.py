"""Choices of the issue's screens."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TextState(TextChoices):
    """How far the words of a page are in one language."""

    NONE = "none", pgettext_lazy("text of an article", "none yet")
    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    APPROVED = "approved", _("approved, waits for the issue")
    SCHEDULED = "scheduled", _("scheduled")
    LIVE = "live", _("on the site")
    CHANGED = "changed", _("on the site, with changes not published")


class Step(TextChoices):
    """Where an article is moved by one press."""

    UP = "up", _("Up")
    DOWN = "down", _("Down")
    TO = "to", _("To place")
