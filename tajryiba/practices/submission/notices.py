"""What the writers of a submission hear about it, and in which words."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tajryiba.notify import domain as notify
from tajryiba.notify import kinds
from tajryiba.notify.kinds import Kind

from .models import Submission

SENT = "practices.submission_sent"
CHANGES = "practices.submission_changes"
APPROVED = "practices.submission_approved"
PUBLISHED = "practices.submission_published"
REFUSED = "practices.submission_refused"


def register() -> None:
    kinds.register(
        Kind(
            SENT,
            label=_("A practice of mine was sent to the editors"),
            subject=_("We have got your practice: %(title)s"),
            body=_("Thank you. An editor reads it and answers within 24 hours."),
        )
    )
    kinds.register(
        Kind(
            CHANGES,
            required=True,
            subject=_("The editors ask for changes: %(title)s"),
            body=_("%(note)s\n\nComments stand beside the fields. What you wrote is as you left it."),
            button=_("See the comments"),
        )
    )
    kinds.register(
        Kind(
            APPROVED,
            label=_("A practice of mine was accepted"),
            subject=_("Your practice is accepted: %(title)s"),
            body=_("The editors prepare it for publication. We will write when readers see it."),
        )
    )
    kinds.register(
        Kind(
            PUBLISHED,
            label=_("A practice of mine was published"),
            subject=_("Your practice is published: %(title)s"),
            body=_("Everybody can read it now. Send the link to your neighbours."),
            button=_("Open the practice"),
        )
    )
    kinds.register(
        Kind(
            REFUSED,
            required=True,
            subject=_("Your practice was not accepted: %(title)s"),
            body=_("The reason: %(note)s"),
        )
    )


def tell(kind: str, submission: Submission, *, link: str = "", **facts) -> None:
    """Tell the author, once for each round of the review; `link` is the status page unless given."""
    notify.send(
        kind,
        to=[submission.author],
        facts={"title": submission.title, **facts},
        link=link or reverse("submission_status", args=[submission.pk]),
        key=f"submission:{submission.pk}:{submission.round}",
    )
