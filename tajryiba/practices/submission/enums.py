from django.db import models
from django.utils.translation import gettext_lazy as _


class Depth(models.TextChoices):
    """The first can grow into the second; they share their fields."""

    SNAPSHOT = "snapshot", _("Snapshot")
    FULL = "full", _("Full case")


class SubmissionState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    SENT = "sent", _("Sent, waits for the editors")
    CHANGES = "changes", _("The editors ask for changes")
    APPROVED = "approved", _("Accepted")
    REFUSED = "refused", _("Not accepted")
    WITHDRAWN = "withdrawn", _("Taken back")


AUTHOR, REVIEWER = "author", "reviewer"
# What may come after a state, and whose act it is.
TRANSITIONS = {
    SubmissionState.DRAFT: {SubmissionState.SENT: AUTHOR, SubmissionState.WITHDRAWN: AUTHOR},
    SubmissionState.SENT: {
        SubmissionState.CHANGES: REVIEWER,
        SubmissionState.APPROVED: REVIEWER,
        SubmissionState.REFUSED: REVIEWER,
        SubmissionState.WITHDRAWN: AUTHOR,
    },
    SubmissionState.CHANGES: {SubmissionState.SENT: AUTHOR, SubmissionState.WITHDRAWN: AUTHOR},
    SubmissionState.APPROVED: {SubmissionState.DRAFT: AUTHOR},  # a snapshot grows into the full case
    SubmissionState.REFUSED: {},
    SubmissionState.WITHDRAWN: {},
}
EDITABLE = (SubmissionState.DRAFT, SubmissionState.CHANGES)
