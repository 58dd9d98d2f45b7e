"""Choices of the experts app; who may bring a profile or an invitation from where to where is data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    PRACTITIONER = "practitioner", _("Practitioner: did it in a municipality")
    STATE = "state", _("State body")
    ORGANISATION = "organisation", _("Works in an organisation")
    INDEPENDENT = "independent", _("Independent expert")


class State(TextChoices):
    DRAFT = "draft", pgettext_lazy("profile of an expert", "Draft")
    WAITING = "waiting", _("Waits for a moderator")
    PUBLISHED = "published", pgettext_lazy("profile of an expert", "Published")
    REFUSED = "refused", pgettext_lazy("profile of an expert", "Not published")
    HIDDEN = "hidden", pgettext_lazy("profile of an expert", "Hidden")


OWNER, MODERATOR = "owner", "moderator"
# From which state to which, and who may do it.
MOVES: dict[str, dict[str, tuple[str, ...]]] = {
    State.DRAFT: {State.WAITING: (OWNER, MODERATOR)},
    State.WAITING: {State.PUBLISHED: (MODERATOR,), State.REFUSED: (MODERATOR,), State.DRAFT: (OWNER,)},
    State.PUBLISHED: {State.HIDDEN: (OWNER, MODERATOR)},
    State.REFUSED: {State.WAITING: (OWNER, MODERATOR)},
    State.HIDDEN: {State.WAITING: (OWNER, MODERATOR)},
}


class Spoken(TextChoices):
    """Languages in which the expert works with people."""

    KY = "ky", "Кыргызча"
    RU = "ru", "Русский"
    EN = "en", "English"
    UZ = "uz", "Oʻzbekcha"
    TG = "tg", "Тоҷикӣ"


class Availability(TextChoices):
    NOW = "now", _("Takes requests")
    LATER = "later", _("Takes no requests now")


class WorkKind(TextChoices):
    """What counts as evidence of work. Apps above call `record_work` with these."""

    ANSWER = "answer", _("Public answers")
    COMMENT = "comment", _("Comments for the portal")
    PRACTICE = "practice", _("Practices described")
    ADOPTION = "adoption", _("Practices repeated")
    ARTICLE = "article", _("Articles")
    LESSON = "lesson", _("Lessons")
    EVENT = "event", _("Events")
    JURY = "jury", _("Juries")


# "Did it": what makes a practitioner.
DEEDS = (WorkKind.ADOPTION, WorkKind.PRACTICE)


class Task(TextChoices):
    """What an expert is invited to do."""

    ANSWER = "answer", _("Answer a question")
    TEACH = "teach", _("Teach")
    JUDGE = "judge", _("Sit on a jury")
    COMMENT = "comment", _("Write a comment")


class InvitationState(TextChoices):
    INVITED = "invited", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("The date has passed")
    CANCELLED = "cancelled", _("Taken back")
    DONE = "done", pgettext_lazy("invitation of an expert", "Done")


OPEN = (InvitationState.INVITED, InvitationState.ACCEPTED)

INVITATION_MOVES: dict[str, tuple[str, ...]] = {
    InvitationState.INVITED: (
        InvitationState.ACCEPTED,
        InvitationState.DECLINED,
        InvitationState.EXPIRED,
        InvitationState.CANCELLED,
        InvitationState.DONE,
    ),
    InvitationState.ACCEPTED: (
        InvitationState.DECLINED,
        InvitationState.EXPIRED,
        InvitationState.CANCELLED,
        InvitationState.DONE,
    ),
}


class CommentState(TextChoices):
    WAITING = "waiting", _("Waits for an editor")
    PUBLISHED = "published", pgettext_lazy("comment of an expert", "Published")
    REFUSED = "refused", pgettext_lazy("comment of an expert", "Not published")
