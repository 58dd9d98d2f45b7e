"""Who may do what with questions and replies. Model permissions come with the role (migration 0002_roles)."""

import rules

from tajryiba.people.rules import is_person

from .enums import PostState


@rules.predicate
def is_moderator(user) -> bool:
    return user.is_authenticated and user.is_active and user.has_perm("discuss.change_post")


@rules.predicate
def is_author(user, post) -> bool:
    return post is not None and user.is_authenticated and post.author_id == user.pk


@rules.predicate
def is_public(user, post) -> bool:
    """Agrees with `PostQuerySet.public`."""
    if post is None or post.state != PostState.PUBLIC:
        return False
    return post.parent_id is None or post.parent.state == PostState.PUBLIC


rules.add_perm("discuss.read_post", is_public | is_author | is_moderator)
rules.add_perm("discuss.reply", is_person & (is_public | is_author | is_moderator))
rules.add_perm("discuss.moderate_post", is_moderator)
