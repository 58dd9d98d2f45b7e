"""Comments of experts and state bodies beside what is published: asked for, sent, edited, published."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.inbox import domain as inbox
from tajryiba.people.models import User

from .. import notices, things
from ..enums import CommentState, InvitationState, Task, WorkKind
from ..models import Comment, CommentRequest, Expert, Invitation
from ._shared import locked, require, settle
from .invitations import cancel, change_state, make
from .work import record_work

MAX_LENGTH = 6000


@transaction.atomic
def ask_for_comment(*, expert: Expert, obj: Model, by: User, words: str, deadline: date, key: str) -> CommentRequest:
    """Ask an expert or a state body what they say about something public, by a date. The same `key` asks once.

    The profile need not be public: a person of a state body may only be known to the staff. Side effects: an event, a
    notice or a letter with a link that needs no account. Raises DomainError without permission, for what is not public,
    for somebody who can be reached neither by account nor by letter, and as `invite` does.
    """
    require(by, "experts.edit_comment", None)
    known = Invitation.objects.filter(asked_by=by, key=key).select_related("request").first()
    if known is not None:
        return known.request
    expert = locked(expert)
    if not things.is_public(obj):
        raise DomainError(_("This is not public, so nobody can be asked about it."), code="not_public")
    if expert.user is None and not (expert.contact_email and expert.consent_note):
        raise DomainError(_("This person has neither an account nor an e-mail that we may use."), code="unreachable")
    invitation = make(expert=expert, by=by, task=Task.COMMENT, words=words, deadline=deadline, key=key)
    request, _created = CommentRequest.objects.get_or_create(
        invitation=invitation,
        defaults={"content_type": ContentType.objects.get_for_model(obj), "object_id": obj.pk},
    )
    notices.tell_asked(request)
    return request


@transaction.atomic
def send_comment(
    *, request: CommentRequest, text: str, signed_as: str, lang: str, by: User | None, by_letter: bool = False
) -> Comment:
    """The words of who was asked; until an editor has decided they may be sent anew, in place of the former.

    `by` is None for who came by the link of the letter. Side effects: an event, a case for the editors, the invitation
    is done. Raises DomainError for a closed request, for who was not asked, for empty or too long words.
    """
    row = _locked(request)
    if not by_letter:
        require(by, "experts.answer_invitation", row.invitation)
    comment = Comment.objects.filter(request=row).first()
    text = text.replace("\r\n", "\n").strip()
    if comment is not None and comment.author_text == text and comment.signed_as == signed_as.strip():
        return comment
    if comment is not None and comment.state != CommentState.WAITING:
        raise DomainError(_("An editor has decided about the comment already."), code="already_decided")
    if row.is_closed or (comment is None and not row.invitation.is_open):
        raise DomainError(_("This request is closed."), code="closed")
    if not text or not signed_as.strip():
        raise DomainError(_("Write the comment and how to sign it."), code="empty")
    if len(text) > MAX_LENGTH:
        raise DomainError(_("The text is too long. Make it shorter."), code="too_long")
    words = {"author_text": text, "text": text, "signed_as": signed_as.strip()[:300], "lang": lang}
    facts = {**words, "author": by, "by_letter": by_letter, "sent_at": timezone.now()}
    comment, created = Comment.objects.update_or_create(request=row, defaults=facts)
    _note("comment_sent" if created else "comment_sent_anew", comment, by, by_letter=by_letter)
    if created:
        change_state(row.invitation, InvitationState.DONE, by)
    _open_case(comment)
    return comment


@transaction.atomic
def publish_comment(*, comment: Comment, by: User, text: str, signed_as: str = "") -> Comment:
    """Show the comment beside its object, as the editor has edited it; the author's words are kept beside.

    The same words twice is once; other words change what is published. Side effects: an event, evidence of work, the
    case, a notice to the author with the edited words. Raises DomainError without permission, for no words, for a
    refused one and for what is not public any more.
    """
    require(by, "experts.edit_comment", comment)
    comment = _locked_comment(comment)
    request, text = comment.request, text.replace("\r\n", "\n").strip()
    signed_as = signed_as.strip()[:300] or comment.signed_as
    if comment.state == CommentState.PUBLISHED and (comment.text, comment.signed_as) == (text, signed_as):
        return comment
    if comment.state == CommentState.REFUSED:
        raise DomainError(_("This was already decided. Reload the page to see how."), code="already_decided")
    if not text or len(text) > MAX_LENGTH:
        raise DomainError(_("Write the text first."), code="empty")
    if not things.is_public(request.obj):
        raise DomainError(_("What it is about is not public any more."), code="not_public")
    comment.text, comment.signed_as, comment.state = text, signed_as, CommentState.PUBLISHED
    comment.decided_at, comment.decided_by = timezone.now(), by
    comment.save()
    event = _note("comment_published", comment, by, edited=comment.is_edited)
    record_work(request.invitation.expert, WorkKind.COMMENT, comment, comment.decided_at)
    settle(case_key(comment), by, "published")
    notices.tell_comment(comment, event)
    return comment


@transaction.atomic
def refuse_comment(*, comment: Comment, by: User, reason: str) -> Comment:
    """Not shown; the author reads why. Also takes a published one down. Side effects: event, notice, case.

    Raises DomainError without permission or reason.
    """
    require(by, "experts.edit_comment", comment)
    comment = _locked_comment(comment)
    if comment.state == CommentState.REFUSED:
        return comment
    if not reason.strip():
        raise DomainError(_("Say why: the author reads it."), code="no_reason")
    comment.state, comment.reason = CommentState.REFUSED, reason.strip()[:300]
    comment.decided_at, comment.decided_by = timezone.now(), by
    comment.save()
    event = _note("comment_refused", comment, by)
    settle(case_key(comment), by, comment.reason)
    notices.tell_comment(comment, event)
    return comment


@transaction.atomic
def close_request(*, request: CommentRequest, by: User, reason: str = "") -> CommentRequest:
    """Nothing more is expected: the link in the letter is dead from now on. Twice is once. Side effects: an event."""
    require(by, "experts.edit_comment", None)
    row = _locked(request)
    if row.invitation.is_open:
        cancel(invitation=row.invitation, by=by, reason=reason)
    if row.nonce:
        CommentRequest.objects.filter(pk=row.pk).update(nonce="")
        record("experts.request_closed", actor=by, obj=row)
    row.refresh_from_db()
    return row


def _locked(request: CommentRequest) -> CommentRequest:
    rows = CommentRequest.objects.select_for_update(of=("self",)).select_related("invitation__expert__user")
    return rows.get(pk=request.pk)


def _locked_comment(comment: Comment) -> Comment:
    rows = Comment.objects.select_for_update(of=("self",)).select_related("request__invitation__expert__user")
    return rows.get(pk=comment.pk)


def _place(request: CommentRequest) -> tuple[int | None, int | None]:
    thing = things.of(request.obj)
    return thing.place(request.obj) if thing else (None, None)


def _note(verb: str, comment: Comment, by: User | None, **facts):
    organisation_id, unit_id = _place(comment.request)
    return record(f"experts.{verb}", actor=by, obj=comment, organisation=organisation_id, unit=unit_id, **facts)


def case_key(comment: Comment) -> str:
    return f"experts.comment:{comment.pk}"


def _open_case(comment: Comment) -> None:
    organisation_id, unit_id = _place(comment.request)
    thing = things.of(comment.request.obj)
    inbox.open_case(
        kind=notices.COMMENT,
        subject=thing.title(comment.request.obj) if thing else str(comment.request),
        obj=comment,
        client=comment.author,
        organisation_id=organisation_id,
        unit_id=unit_id,
        key=case_key(comment),
    )
