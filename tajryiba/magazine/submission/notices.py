"""What the author of an article hears about it, and in which words."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tajryiba.notify import domain as notify
from tajryiba.notify import kinds
from tajryiba.notify.kinds import Kind

from ..models import Submission

ARRIVED = "magazine.submission_arrived"
CHANGES = "magazine.submission_changes"
ACCEPTED = "magazine.submission_accepted"
DECLINED = "magazine.submission_declined"
PUBLISHED = "magazine.submission_published"

KINDS = (
    Kind(
        ARRIVED,
        label=_("An article of mine reached the editors"),
        subject=_("We have got your article: %(title)s"),
        body=_("Thank you. An editor reads it and answers within 24 hours."),
    ),
    Kind(
        CHANGES,
        required=True,
        subject=_("The editors ask for changes in your article: %(title)s"),
        body=_("%(remark)s\n\nWhat you wrote is as you left it. Change it, answer if you like, and send it again."),
        button=_("Open the article"),
    ),
    Kind(
        ACCEPTED,
        label=_("An article of mine was accepted"),
        subject=_("Your article is accepted: %(title)s"),
        body=_("The editors prepare it for the magazine. We will write when readers see it.\n\n%(remark)s"),
    ),
    Kind(
        DECLINED,
        required=True,
        subject=_("Your article was not accepted: %(title)s"),
        body=_("The reason: %(remark)s"),
    ),
    Kind(
        PUBLISHED,
        label=_("An article of mine was published"),
        subject=_("Your article is published: %(title)s"),
        body=_("Everybody can read it now: %(address)s\n\nSend the link to your neighbours."),
        button=_("Open the article"),
    ),
)


def register() -> None:
    for kind in KINDS:
        kinds.register(kind)


def tell(kind: str, submission: Submission, *, link: str = "", **facts) -> None:
    """Tell the author, once for each round of the review (of the publication, once)."""
    if submission.author is None:
        return
    notify.send(
        kind,
        to=[submission.author],
        facts={"title": submission.title, **facts},
        link=link or reverse("account_article", args=[submission.pk]),
        key=f"magazine.submission:{submission.pk}:{submission.round}",
    )
