"""What people hear about questions and replies, and in which words."""

from django.utils.translation import gettext_lazy as _

from tajryiba.inbox import kinds as cases
from tajryiba.notify import kinds
from tajryiba.notify.kinds import Kind

ASKED = "discuss.asked"
REPLIED = "discuss.replied"
PUBLISHED = "discuss.published"
REFUSED = "discuss.refused"
QUESTION = "discuss.question"  # kinds of cases
REPLY = "discuss.reply"


def register() -> None:
    cases.register(QUESTION, _("Question to the authors"))
    cases.register(REPLY, _("Reply to be moderated"))
    kinds.register(
        Kind(
            ASKED,
            label=_("Somebody asks about what my organisation did"),
            subject=_("A question to you: %(title)s"),
            body=_("%(author)s asks:\n\n%(text)s\n\nThe answer is public and helps other municipalities too."),
            button=_("Read and answer"),
        )
    )
    kinds.register(
        Kind(
            REPLIED,
            label=_("Somebody replies to my question"),
            subject=_("A reply to the question: %(title)s"),
            body=_("%(author)s writes:\n\n%(text)s"),
            button=_("Read the reply"),
        )
    )
    kinds.register(
        Kind(
            PUBLISHED,
            label=_("What I wrote is published"),
            subject=_("Published: %(title)s"),
            body=_("What you wrote can be read by everybody now:\n\n%(text)s"),
        )
    )
    kinds.register(
        Kind(
            REFUSED,
            required=True,
            subject=_("Not published: %(title)s"),
            body=_("What you wrote was not published. The reason: %(reason)s\n\n%(text)s"),
        )
    )
