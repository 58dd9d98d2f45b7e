"""The verbs of questions and replies: asked, answered, decided by a moderator. One transaction each."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core import hooks
from tajryiba.core.errors import DomainError
from tajryiba.core.languages import current_language, in_every_language
from tajryiba.inbox import domain as inbox
from tajryiba.inbox.models import Case
from tajryiba.notify import domain as notify
from tajryiba.people.models import User
from tajryiba.people.rules import is_manager
from tajryiba.search import domain as search

from . import notices, subjects
from .enums import PostState
from .models import Post
from .rules import is_moderator

MAX_LENGTH = 4000
MAX_PER_HOUR = 20


@transaction.atomic
def ask(*, author: User, obj: Model, text: str, lang: str, key: str = "", organisation=None) -> Post:
    """Ask publicly about `obj`. Nobody but the author and the moderators reads it until one approves it.

    The same `key` of the same author makes one question, at the same moment too. A moderator's own question is public
    at once. Side effects: an event, a case in the inbox. Raises DomainError for an empty or too long text, for too many
    in an hour, and for an object that the author may not read.
    """
    subject = subjects.of(obj)
    if not subject.visible(author, obj):
        raise DomainError(_("This is not public, so nothing can be asked about it here."), code="not_visible")
    post, created = _write(author, obj, text, lang, key, organisation=organisation)
    if created:
        _open_case(post, notices.QUESTION)
        _settle_own(post)
    return post


@transaction.atomic
def reply(*, author: User, post: Post, text: str, lang: str = "", key: str = "", organisation=None) -> Post:
    """Answer a question, or go on talking under it. Approved as a question is.

    Side effects: an event, a case for the moderators unless the author is one. Raises DomainError for a text as `ask`
    does, and for a question that the author may not read.
    """
    question = Post.objects.select_related("parent").get(pk=post.question.pk)
    if not author.has_perm("discuss.reply", question):
        raise DomainError(_("This question is not public, so nobody can reply to it."), code="not_visible")
    if not subjects.of(question.obj).visible(author, question.obj):
        raise DomainError(_("This is not public any more, so nobody can reply to it."), code="not_visible")
    language = lang or current_language()
    made, created = _write(author, question.obj, text, language, key, organisation=organisation, parent=question)
    if created and not _settle_own(made):
        _open_case(made, notices.REPLY)
    return made


@transaction.atomic
def moderate(post: Post, *, actor: User, approve: bool, reason: str = "") -> Post:
    """Publish a post, or refuse it with a reason that its author reads. The same decision twice is once.

    Approving a question tells those who should answer (`Subject.addressees`, hook "discuss_asked"); approving a reply
    tells the author of the question and who took part, and stops the question's clock if it comes from whom was asked
    or from the portal. A refusal is itself a reaction. Side effects: an event, notices, the cases.
    Raises DomainError without permission, for a refusal without a reason, and when it was decided otherwise.
    """
    if not actor.has_perm("discuss.moderate_post", post):
        raise DomainError(_("Only a moderator decides about this."), code="forbidden")
    post = Post.objects.select_for_update(of=("self",)).select_related("author", "parent__author").get(pk=post.pk)
    state = PostState.PUBLIC if approve else PostState.REFUSED
    if post.state == state:
        return post
    if post.state != PostState.WAITING:
        raise DomainError(_("This was already decided. Reload the page to see how."), code="already_decided")
    if not approve and subjects.is_asked(post, actor):
        raise DomainError(_("The question is to you. Somebody else decides whether it is published."), code="asked")
    if not approve and not reason.strip():
        raise DomainError(_("Say why: the author reads it."), code="no_reason")
    post.state, post.reason = state, "" if approve else reason.strip()[:300]
    post.moderated_at, post.moderated_by = timezone.now(), actor
    post.save(update_fields=["state", "reason", "moderated_at", "moderated_by"])
    (_approved if approve else _refused)(post, actor)
    search.refresh(post.question)
    return post


# --- Writing ---


def _write(
    author: User, obj: Model, text: str, lang: str, key: str, *, organisation=None, parent: Post | None = None
) -> tuple[Post, bool]:
    """The new post, or the one that is there already with this key; and whether it is new."""
    text = text.replace("\r\n", "\n").strip()
    known = Post.objects.filter(author=author, key=key).first() if key else None
    if known is not None:
        return known, False
    _check(author, text)
    if organisation is not None and not is_manager(author, organisation):
        raise DomainError(_("Only a manager of the organisation speaks on its behalf."), code="not_manager")
    words = {
        "content_type": ContentType.objects.get_for_model(obj),
        "object_id": obj.pk,
        "parent": parent,
        "organisation": organisation,
        "text": text,
        "lang": lang,
    }
    post, created = Post.objects.get_or_create(author=author, key=key or uuid4().hex, defaults=words)
    if created:
        organisation_id, unit_id = _place(post)
        verb = "discuss.asked" if post.is_question else "discuss.replied"
        record(verb, actor=author, obj=post, organisation=organisation_id, unit=unit_id, lang=lang)
    return post, created


def _check(author: User, text: str) -> None:
    if not text:
        raise DomainError(_("Write the text first."), code="empty")
    if len(text) > MAX_LENGTH:
        raise DomainError(_("The text is too long. Make it shorter, or write it in two parts."), code="too_long")
    hour_ago = timezone.now() - timedelta(hours=1)
    if Post.objects.filter(author=author, created_at__gt=hour_ago).count() >= MAX_PER_HOUR:
        raise DomainError(_("You wrote a lot in the last hour. Go on a little later."), code="too_many")


def _place(post: Post) -> tuple[int | None, int | None]:
    return subjects.of(post.obj).place(post.obj)


def _settle_own(post: Post) -> bool:
    """Who moderates need not wait for another moderator."""
    if not is_moderator(post.author):
        return False
    moderate(post, actor=post.author, approve=True)
    post.refresh_from_db()
    return True


# --- Cases ---


def case_key(post: Post) -> str:
    return f"discuss.post:{post.pk}"


def _open_case(post: Post, kind: str) -> Case:
    organisation_id, unit_id = _place(post)
    return inbox.open_case(
        kind=kind,
        subject=subjects.of(post.obj).title(post.obj),
        obj=post,
        client=post.author,
        organisation_id=organisation_id,
        unit_id=unit_id,
        key=case_key(post),
    )


def _react(post: Post, actor: User, *, reason: str) -> None:
    """Stop the clock of the post's case and close it."""
    case = Case.objects.filter(key=case_key(post), closed_at=None).first()
    if case is not None:
        inbox.react(case, actor=actor)
        inbox.close_case(case, actor=actor, reason=reason)


# --- After the decision ---


def _refused(post: Post, actor: User) -> None:
    record("discuss.refused", actor=actor, obj=post)
    _tell(notices.REFUSED, post, [post.author], reason=post.reason)
    _react(post, actor, reason=post.reason)


def _approved(post: Post, actor: User) -> None:
    record("discuss.approved", actor=actor, obj=post)
    if post.author_id != actor.pk:
        _tell(notices.PUBLISHED, post, [post.author])
    if post.is_question:
        _tell(notices.ASKED, post, addressees(post))
        return
    _react(post, actor, reason="published")
    if answers(post):
        _react(post.parent, post.author, reason="answered")
    _tell(notices.REPLIED, post, _taking_part(post))


def answers(reply: Post) -> bool:
    """Does this reply count as the reaction to its question: it comes from whom was asked, or from the portal."""
    asked = {person.pk for person in addressees(reply.parent)}
    return reply.author_id != reply.parent.author_id and (reply.author_id in asked or is_moderator(reply.author))


def addressees(post: Post) -> list[User]:
    """Who should answer: whom the subject names and whom apps above add (handlers only read); never the asker."""
    named = list(subjects.of(post.obj).addressees(post.obj))
    for more in hooks.call("discuss_asked", post=post):
        named += more or ()
    return list({person.pk: person for person in named if person.pk != post.author_id}.values())


def _taking_part(reply: Post) -> list[User]:
    """The asker and those whose replies are public already, without the one who writes now."""
    others = reply.parent.replies.public().exclude(pk=reply.pk).select_related("author")
    people = [reply.parent.author, *(post.author for post in others)]
    return list({person.pk: person for person in people if person.pk != reply.author_id}.values())


def _tell(kind: str, post: Post, to, **more) -> None:
    subject = subjects.of(post.obj)
    title = in_every_language(lambda: str(subject.title(post.obj)))
    facts = {"title": title, "author": post.author.get_full_name(), "text": post.text, **more}
    link = reverse("account_questions") if kind == notices.REFUSED else post.get_absolute_url()
    notify.send(kind, to=to, facts=facts, link=link, key=f"post:{post.pk}")
