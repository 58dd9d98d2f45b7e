"""In which words people hear about profiles, invitations, messages and comments."""

from django.utils.translation import gettext_lazy as _

from tajryiba.notify.kinds import Kind

KINDS = (
    Kind(
        "experts.published",
        label=_("My profile of an expert is published"),
        subject=_("Your profile of an expert is published"),
        body=_("Everybody finds you now in the directory of experts."),
    ),
    Kind(
        "experts.refused",
        required=True,
        subject=_("Your profile of an expert is not published"),
        body=_("The reason: %(reason)s\n\nMend it and send it again."),
    ),
    Kind(
        "experts.hidden",
        required=True,
        subject=_("Your profile of an expert is hidden"),
        body=_("The reason: %(reason)s\n\nOpen it, check it, and send it again: it will be back."),
    ),
    Kind(
        "experts.changes_accepted",
        label=_("Changes of my profile of an expert are published"),
        subject=_("The changes of your profile are published"),
    ),
    Kind(
        "experts.changes_refused",
        required=True,
        subject=_("The changes of your profile are not published"),
        body=_("The reason: %(reason)s\n\nThe former words stay."),
    ),
    Kind(
        "experts.confirm",
        required=True,
        subject=_("Is your profile of an expert still right?"),
        body=_(
            "A year has passed. Open the profile and confirm it with one button; otherwise it is hidden after a while."
        ),
        button=_("Look and confirm"),
    ),
    Kind(
        "experts.invited",
        required=True,
        subject=_("An invitation: %(task)s"),
        body=_("%(words)s\n\nPlease answer by %(deadline)s."),
        button=_("Accept or decline"),
    ),
    Kind(
        "experts.asked",
        required=True,
        subject=_("We ask for your comment: %(title)s"),
        body=_(
            "%(words)s\n\nPlease send it by %(deadline)s. You can answer without an account, by this link, which is "
            "only for you:\n%(site)s%(reply)s"
        ),
        button=_("Write the comment"),
    ),
    Kind(
        "experts.asked_by_letter",
        required=True,
        subject=_("We ask for your comment: %(title)s"),
        body=_("%(words)s\n\nPlease send it by %(deadline)s. No account is needed; the link is only for you."),
        button=_("Write the comment"),
    ),
    Kind(
        "experts.reminder",
        required=True,
        subject=_("Due on %(deadline)s: %(task)s"),
        body="%(words)s",
        button=_("Open"),
    ),
    Kind(
        "experts.handed_over",
        required=True,
        subject=_("Handed over to you: %(task)s"),
        body=_("%(author)s asks you to stand in.\n\n%(words)s\n\nPlease answer by %(deadline)s."),
        button=_("Accept or decline"),
    ),
    Kind(
        "experts.cancelled",
        label=_("An invitation is taken back"),
        subject=_("Not needed any more: %(task)s"),
        body="%(words)s",
    ),
    Kind(
        "experts.accepted",
        for_staff=True,
        label=_("An expert accepts or declines my invitation"),
        subject=_("Accepted: %(task)s, %(expert)s"),
        body="%(words)s",
    ),
    Kind(
        "experts.declined",
        for_staff=True,
        label=_("An expert declines my invitation"),
        subject=_("Declined: %(task)s, %(expert)s"),
        body="%(reason)s",
    ),
    Kind(
        "experts.expired",
        for_staff=True,
        label=_("An invitation was not answered in time"),
        subject=_("The date has passed: %(task)s, %(expert)s"),
        body=_("Ask somebody else, or set another date next time."),
    ),
    Kind(
        "experts.message_answered",
        label=_("An expert answers my message"),
        subject=_("%(expert)s answers you"),
        body="%(text)s",
        button=_("Open the message"),
    ),
    Kind(
        "experts.comment_published",
        required=True,
        subject=_("Your comment is published: %(title)s"),
        body=_("It is published in these words:\n\n%(text)s"),
        button=_("Look at it"),
    ),
    Kind(
        "experts.comment_refused",
        required=True,
        subject=_("Your comment is not published: %(title)s"),
        body=_("The reason: %(reason)s"),
    ),
)
