from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RecheckAnswer(models.TextChoices):
    """What the authors say a year later."""

    RUNNING = "running", _("It is running")
    CHANGED = "changed", pgettext_lazy("a practice", "It has changed")
    STOPPED = "stopped", pgettext_lazy("a practice", "It has stopped")


NEED_A_WHY = (RecheckAnswer.CHANGED, RecheckAnswer.STOPPED)
