from django.db import models
from django.utils.translation import gettext_lazy as _


class FoundIn(models.TextChoices):
    """Where the staff met it."""

    MEETING = "meeting", _("At a meeting")
    WEB = "web", _("On the web")
    PRINT = "print", _("In print")
    CLIENT = "client", _("From a client")
    CONTEST = "contest", _("From a contest")
    INTERNATIONAL = "international", _("From an international source")


class LeadState(models.TextChoices):
    FOUND = "found", _("Found")
    CONTACTED = "contacted", _("Contacted")
    DESCRIBED = "described", _("Described")
    CHECKED = "checked", _("Checked")
    PUBLISHED = "published", _("Published")
    DROPPED = "dropped", _("Dropped")


# What a button of the board may do. A lead is described by `domain.describe_lead`, published when its practice is.
MOVES = {
    LeadState.FOUND: (LeadState.CONTACTED,),
    LeadState.CONTACTED: (LeadState.FOUND,),
    LeadState.DESCRIBED: (LeadState.CHECKED,),
    LeadState.CHECKED: (LeadState.DESCRIBED,),
    LeadState.PUBLISHED: (),
    LeadState.DROPPED: (),
}
BEFORE_PRACTICE = (LeadState.FOUND, LeadState.CONTACTED)
WITH_PRACTICE = (LeadState.DESCRIBED, LeadState.CHECKED)
OPEN = (*BEFORE_PRACTICE, *WITH_PRACTICE)
