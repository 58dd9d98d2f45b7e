"""What people hear about profiles, invitations, messages and comments, and when; the words are in notice_kinds.py."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import current_language, in_every_language
from tajryiba.inbox import kinds as cases
from tajryiba.notify import domain as notify
from tajryiba.notify import kinds
from tajryiba.people.models import User

from . import letters, things
from .enums import CommentState, InvitationState, State
from .models import Comment, CommentRequest, Expert, Invitation, Message
from .notice_kinds import KINDS

# Kinds of cases.
PROFILE = "experts.profile"
CHANGED = "experts.changes"
CONFIRM_CASE = "experts.confirm"
MESSAGE = "experts.message"
COMMENT = "experts.comment"

UNCONFIRMED = _("Nobody confirmed for a year that it is still right")

CASES = (
    (PROFILE, _("Profile of an expert to be published")),
    (CHANGED, _("Changes of an expert's profile")),
    (CONFIRM_CASE, _("Ask an expert without an account whether the profile is right")),
    (COMMENT, _("Comment to be edited")),
)


def register() -> None:
    for key, label in CASES:
        cases.register(key, label)
    cases.register(MESSAGE, _("Message to an expert"), place=lambda case: case.obj.get_absolute_url())
    for kind in KINDS:
        kinds.register(kind)


# --- Profiles ---


def _to(expert: Expert) -> list[User]:
    return [expert.user] if expert.user else []


def tell_decision(expert: Expert) -> None:
    """Published, refused, hidden; once for each decision."""
    kind = {State.PUBLISHED: "published", State.REFUSED: "refused", State.HIDDEN: "hidden"}[expert.state]
    link = expert.get_absolute_url() if expert.state == State.PUBLISHED else reverse("account_expert")
    moment = expert.decided_at or expert.created_at
    key = f"expert:{expert.pk}:{moment:%Y%m%d%H%M%S%f}"
    notify.send(f"experts.{kind}", to=_to(expert), facts={"reason": expert.reason}, link=link, key=key)


def tell_changes(expert: Expert, *, accepted: bool, reason: str = "") -> None:
    kind = "changes_accepted" if accepted else "changes_refused"
    key = f"expert:{expert.pk}:{expert.decided_at:%Y%m%d%H%M%S%f}"
    link = expert.get_absolute_url() if accepted else reverse("account_expert")
    notify.send(f"experts.{kind}", to=_to(expert), facts={"reason": reason}, link=link, key=key)


def tell_confirm(expert: Expert) -> None:
    """The question, and each of its reminders, once a year."""
    key = f"expert:{expert.pk}:{expert.confirmed_at:%Y%m%d%H%M%S}:{expert.asked_times}"
    notify.send("experts.confirm", to=_to(expert), facts={}, link=reverse("account_expert"), key=key)


def tell_unconfirmed(expert: Expert) -> None:
    key = f"expert:{expert.pk}:{expert.confirmed_at:%Y%m%d%H%M%S}:unconfirmed"
    facts = {"reason": UNCONFIRMED}
    notify.send("experts.hidden", to=_to(expert), facts=facts, link=reverse("account_expert"), key=key)


# --- Invitations ---


def _facts(invitation: Invitation, **more) -> dict:
    return {
        "task": in_every_language(lambda: str(invitation.get_task_display())),
        "words": invitation.words,
        "deadline": invitation.deadline,
        "expert": str(invitation.expert),
        "reason": invitation.reason,
        **more,
    }


def _tell_holder(kind: str, invitation: Invitation, *, occasion: str = "", **more) -> None:
    to = [invitation.holder] if invitation.holder else []
    key = f"invitation:{invitation.pk}:{occasion}"
    notify.send(kind, to=to, facts=_facts(invitation, **more), link=invitation.get_absolute_url(), key=key)


def tell_invited(invitation: Invitation) -> None:
    _tell_holder("experts.invited", invitation)


def tell_handed_over(invitation: Invitation, by: User, event) -> None:
    """Each time that it comes into other hands."""
    _tell_holder("experts.handed_over", invitation, occasion=str(event.pk), author=by.get_full_name())


def tell_cancelled(invitation: Invitation) -> None:
    _tell_holder("experts.cancelled", invitation)


def tell_reminder(invitation: Invitation) -> None:
    """By account, or by letter with the link; once for each date."""
    request = CommentRequest.objects.filter(invitation=invitation).first()
    if invitation.holder is None and request is not None:
        _by_letter("experts.asked_by_letter", request, occasion=f"remind:{invitation.deadline:%Y%m%d}")
        return
    _tell_holder("experts.reminder", invitation, occasion=f"{invitation.deadline:%Y%m%d}")


def tell_answer(invitation: Invitation) -> None:
    kind = "accepted" if invitation.state == InvitationState.ACCEPTED else "declined"
    occasion = f"{invitation.decided_at:%Y%m%d%H%M%S%f}"
    _tell_asker(f"experts.{kind}", invitation, occasion)


def tell_expired(invitation: Invitation) -> None:
    _tell_asker("experts.expired", invitation, f"{invitation.deadline:%Y%m%d}")


def _tell_asker(kind: str, invitation: Invitation, occasion: str) -> None:
    link, key = reverse("expert_admin:invitations"), f"invitation:{invitation.pk}:{occasion}"
    notify.send(kind, to=[invitation.asked_by], facts=_facts(invitation), link=link, key=key)


# --- Messages ---


def tell_message_answered(message: Message) -> None:
    facts = {"expert": str(message.expert), "text": message.answer}
    link, key = message.get_absolute_url(), f"message:{message.pk}"
    notify.send("experts.message_answered", to=[message.sender], facts=facts, link=link, key=key)


# --- Comments ---


def _titles(request: CommentRequest) -> dict[str, str]:
    thing, obj = things.of(request.obj), request.obj
    return in_every_language(lambda: str(thing.title(obj)) if thing else "")


def tell_asked(request: CommentRequest) -> None:
    """To the holder, on the site and by letter; to who has no account, by letter alone. The link needs no account."""
    invitation = request.invitation
    if invitation.holder is None:
        _by_letter("experts.asked_by_letter", request, occasion="asked")
        return
    with translation.override(invitation.holder.language):
        reply = letters.address(request)
    more = {"title": _titles(request), "reply": reply, "site": letters.site()}
    _tell_holder("experts.asked", invitation, **more)


def _by_letter(kind: str, request: CommentRequest, *, occasion: str, link: str = "", **more) -> None:
    """A letter to somebody without an account, in the language of their profile's name."""
    expert = request.invitation.expert
    language = letters.language_of(expert)
    with translation.override(language):
        link = link or letters.address(request)
    notify.write_to(
        kind,
        address=expert.contact_email,
        name=str(expert),
        language=language,
        facts={**_facts(request.invitation), "title": _titles(request), **more},
        link=link,
        key=f"request:{request.pk}:{occasion}",
    )


def tell_comment(comment: Comment, event) -> None:
    """Published (each time in other words) or refused; the author reads the words as they were edited."""
    request, published = comment.request, comment.state == CommentState.PUBLISHED
    kind = "experts.comment_published" if published else "experts.comment_refused"
    holder, expert = comment.author or request.invitation.holder, request.invitation.expert
    facts = {"title": _titles(request), "text": comment.text, "reason": comment.reason}
    link = comment.get_absolute_url() if published else f"/{current_language()}/"
    if holder is not None:
        notify.send(kind, to=[holder], facts=facts, link=link, key=f"comment:{event.pk}")
    elif expert.contact_email:
        _by_letter(kind, request, occasion=f"comment:{event.pk}", link=link, text=comment.text, reason=comment.reason)
