"""Who may do what with experts. Model permissions come with the role (migration 0002_roles)."""

import rules

from tajryiba.people.rules import is_person

from .enums import State


def _active(user) -> bool:
    return user.is_authenticated and user.is_active


@rules.predicate
def is_moderator(user) -> bool:
    return _active(user) and user.has_perm("experts.change_expert")


@rules.predicate
def asks_for_comments(user) -> bool:
    return _active(user) and user.has_perm("experts.change_commentrequest")


@rules.predicate
def is_published(user, expert) -> bool:
    """Agrees with `ExpertQuerySet.published`."""
    return expert is not None and expert.state == State.PUBLISHED


@rules.predicate
def is_own(user, expert) -> bool:
    return expert is not None and user.is_authenticated and expert.user_id == user.pk


@rules.predicate
def holds(user, invitation) -> bool:
    """It is in this person's hands: the expert's, or the deputy's."""
    return invitation is not None and _active(user) and invitation.holder_id == user.pk


@rules.predicate
def receives(user, message) -> bool:
    return message is not None and _active(user) and message.holder_id == user.pk


@rules.predicate
def wrote(user, message) -> bool:
    return message is not None and user.is_authenticated and message.sender_id == user.pk


rules.add_perm("experts.read_expert", is_published | is_own | is_moderator)
rules.add_perm("experts.keep_expert", is_own | is_moderator)
rules.add_perm("experts.moderate_expert", is_moderator & ~is_own)
rules.add_perm("experts.invite", is_moderator)
rules.add_perm("experts.register", is_person)
rules.add_perm("experts.answer_invitation", holds)
rules.add_perm("experts.see_invitation", holds | is_moderator)
rules.add_perm("experts.answer_message", receives)
rules.add_perm("experts.see_message", receives | wrote)
rules.add_perm("experts.edit_comment", asks_for_comments)
