"""What a person takes away or leaves behind (hooks of people)."""

from django.db.models import Q

from .domain.forgetting import forget
from .domain.invitations import change_state
from .domain.profiles import MODERATED
from .enums import InvitationState
from .models import Comment, CommentRequest, Expert, Invitation, Message

PROFILE = (
    *(name for name in MODERATED if name not in ("organisation_id", "photo_id")),
    "languages",
    "availability",
    "load_limit",
    "contact_email",
    "contact_phone",
    "state",
    "published_at",
    "confirmed_at",
)


def export_my_data(*, user) -> dict:
    """The profile, what the person was asked and what they wrote."""
    expert = Expert.objects.filter(user=user).first()
    topics = list(expert.expert_topics.values_list("topic__slug", flat=True)) if expert else []
    messages = Message.objects.filter(Q(sender=user) | Q(holder=user))
    comments = Comment.objects.filter(Q(author=user) | Q(request__invitation__expert__user=user))
    return {
        "expert": {**{name: getattr(expert, name) for name in PROFILE}, "topics": topics} if expert else None,
        "expert_invitations": list(
            Invitation.objects.filter(Q(holder=user) | Q(expert__user=user)).values(
                "task", "words", "deadline", "state"
            )
        ),
        "expert_messages": list(messages.values("text", "sent_at", "answer", "answered_at")),
        "expert_comments": list(comments.values("author_text", "text", "signed_as", "state", "sent_at")),
    }


def erase_my_data(*, user) -> None:
    """Words of the profile, the photo and the messages go; published comments stay without the name."""
    for row in Invitation.objects.open().filter(Q(holder=user) | Q(expert__user=user)):
        change_state(row, InvitationState.CANCELLED, None)
    Message.objects.filter(sender=user).update(text="—")
    Message.objects.filter(answered_by=user).update(answer="—")
    mine = Comment.objects.filter(Q(author=user) | Q(request__invitation__expert__user=user))
    CommentRequest.objects.filter(comment__in=mine).update(nonce="")
    mine.update(signed_as="")
    expert = Expert.objects.filter(user=user).first()
    if expert is not None:
        forget(expert)
