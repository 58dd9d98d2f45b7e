"""What the inbox tells people, and in which words."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tajryiba.notify import kinds
from tajryiba.notify.kinds import Kind

OPENED = "inbox.opened"
HANDED_OVER = "inbox.handed_over"
SOON = "inbox.soon"
LATE = "inbox.late"
ANSWER = "inbox.answer"


def register() -> None:
    kinds.register(
        Kind(
            OPENED,
            for_staff=True,
            label=_("Something waits for a reaction"),
            subject=_("Waits for a reaction: %(subject)s"),
            body=_("React by %(due)s."),
        )
    )
    kinds.register(
        Kind(
            HANDED_OVER,
            for_staff=True,
            label=_("A case was handed over to me"),
            subject=_("Handed over to you: %(subject)s"),
            body=_("%(note)s\n\nReact by %(due)s."),
        )
    )
    kinds.register(
        Kind(
            SOON,
            for_staff=True,
            label=_("A reaction is due soon"),
            subject=_("Nobody has reacted yet: %(subject)s"),
            body=_("The reaction is due by %(due)s."),
        )
    )
    kinds.register(
        Kind(
            LATE,
            for_staff=True,
            label=_("A reaction is late"),
            subject=_("The reaction is late: %(subject)s"),
            body=_("It was due by %(due)s. React now, or hand the case over."),
        )
    )
    kinds.register(
        Kind(
            ANSWER,
            label=_("An answer of the portal to what I sent"),
            subject=_("The portal answered: %(subject)s"),
            body="%(text)s",
        )
    )


def facts(case, **more) -> dict:
    return {"subject": case.subject, "due": case.due_at, **more}


def link(case) -> str:
    """Where the staff work on the case."""
    return reverse("cases:case", args=[case.pk])
