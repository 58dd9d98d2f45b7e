"""Messages to an expert through the portal."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.inbox import domain as inbox
from tajryiba.people.absence.domain import stands_in
from tajryiba.people.models import User

from .. import notices
from ..enums import State
from ..models import Expert, Message
from ._shared import require, settle

MAX_LENGTH = 4000
MAX_PER_HOUR, MAX_PER_DAY = 5, 15


@transaction.atomic
def write_to_expert(*, expert: Expert, sender: User, text: str, lang: str, key: str) -> Message:
    """Write to a published expert; who stands in answers when the expert is away, the staff when there is no account.

    The same `key` makes one message. Side effects: an event, a case for 24 hours with who answers.
    Raises DomainError for oneself, for a profile that is not public, an empty or too long text, too many messages.
    """
    User.objects.select_for_update().get(pk=sender.pk)
    known = Message.objects.filter(sender=sender, key=key).first()
    if known is not None:
        return known
    expert = Expert.objects.select_related("user").get(pk=expert.pk)
    text = text.replace("\r\n", "\n").strip()
    _check(expert, sender, text)
    holder = stands_in(expert.user) if expert.user else None
    if holder is not None and holder.pk == sender.pk:
        holder = expert.user
    message = Message.objects.create(expert=expert, sender=sender, holder=holder, text=text, lang=lang, key=key)
    places = {"organisation_id": expert.organisation_id, "unit_id": expert.unit_id}
    record("experts.message_sent", actor=sender, obj=message, organisation=expert.organisation_id, unit=expert.unit_id)
    inbox.open_case(
        kind=notices.MESSAGE,
        subject=str(expert),
        obj=message,
        client=sender,
        assignee=holder,
        key=case_key(message),
        **places,
    )
    return message


def _check(expert: Expert, sender: User, text: str) -> None:
    if expert.state != State.PUBLISHED:
        raise DomainError(_("The profile is not published."), code="not_published")
    if expert.user_id == sender.pk:
        raise DomainError(_("This is you."), code="oneself")
    if not text:
        raise DomainError(_("Write the text first."), code="empty")
    if len(text) > MAX_LENGTH:
        raise DomainError(_("The text is too long. Make it shorter, or write it in two parts."), code="too_long")
    now = timezone.now()
    mine = Message.objects.filter(sender=sender)
    if (
        mine.filter(sent_at__gt=now - timedelta(hours=1)).count() >= MAX_PER_HOUR
        or mine.filter(sent_at__gt=now - timedelta(days=1)).count() >= MAX_PER_DAY
    ):
        raise DomainError(_("You wrote a lot of messages today. Go on a little later."), code="too_many")


@transaction.atomic
def answer_message(*, message: Message, by: User, text: str) -> Message:
    """Answer once; the sender gets the words. Side effects: an event, a notice, the case is closed.

    Raises DomainError for who does not have the message, for an empty text, and when it was answered otherwise.
    """
    row = Message.objects.select_for_update(of=("self",)).select_related("expert", "sender").get(pk=message.pk)
    require(by, "experts.answer_message", row)
    text = text.replace("\r\n", "\n").strip()
    if row.answered_at is not None:
        if row.answer == text:
            return row
        raise DomainError(_("This message is answered already."), code="answered")
    if not text:
        raise DomainError(_("Write the text first."), code="empty")
    if len(text) > MAX_LENGTH:
        raise DomainError(_("The text is too long. Make it shorter, or write it in two parts."), code="too_long")
    row.answer, row.answered_at, row.answered_by = text, timezone.now(), by
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    places = {"organisation": row.expert.organisation_id, "unit": row.expert.unit_id}
    record("experts.message_answered", actor=by, obj=row, **places)
    notices.tell_message_answered(row)
    settle(case_key(row), by, "answered")
    return row


def case_key(message: Message) -> str:
    return f"experts.message:{message.pk}"
