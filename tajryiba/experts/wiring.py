"""Where experts show themselves and what they listen to; called once from `apps.py`."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.utils.translation import gettext_lazy as _

from tajryiba.core import hooks, related
from tajryiba.core.related import MenuEntry
from tajryiba.discuss import subjects
from tajryiba.discuss.models import Post
from tajryiba.discuss.queries import with_objects
from tajryiba.discuss.rules import is_public

from . import blocks, handlers, indexing, notices, queries, things
from .domain import work
from .enums import CommentState
from .models import Comment


def connect() -> None:
    notices.register()
    indexing.connect()
    _register_things()
    hooks.register("discuss_replied", work.note_reply)
    hooks.register("deputy_candidates", queries.deputy_candidates)
    hooks.register("export_my_data", handlers.export_my_data)
    hooks.register("erase_my_data", handlers.erase_my_data)
    related.add_to_menu("main", MenuEntry("experts", _("Experts"), "expert_list", order=40))
    menu = (
        MenuEntry("expert", _("I am an expert"), "account_expert", order=26, icon="school"),
        MenuEntry("invitations", _("Invitations"), "account_invitations", order=8, icon="send"),
        MenuEntry("expert_messages", _("Messages to experts"), "account_expert_messages", order=9, icon="mail"),
    )
    for entry in menu:
        related.add_to_menu("account", entry)
    related.register("reference.topic", blocks.experts_of_topic, order=150)
    related.register("reference.unit", blocks.experts_of_unit, order=150)
    related.register("account.home", blocks.account_panel, order=4)
    related.register("inbox.case", blocks.case_work)


def _is_public_answer(post: Post) -> bool:
    """The answer, its question, and what was asked about."""
    guest = AnonymousUser()
    return post.parent_id is not None and is_public(guest, post) and subjects.of(post.obj).visible(guest, post.obj)


def _register_things() -> None:
    """What this app and those below count as work; apps above register theirs."""
    things.register(
        things.Thing(
            model=Post,
            is_public=_is_public_answer,
            title=lambda post: subjects.of(post.obj).title(post.obj),
            url=lambda post: post.get_absolute_url(),
            rows=lambda: with_objects(Post.objects.select_related("parent")),
        )
    )
    things.register(
        things.Thing(
            model=Comment,
            is_public=lambda comment: comment.state == CommentState.PUBLISHED and things.is_public(comment.request.obj),
            title=lambda comment: things.of(comment.request.obj).title(comment.request.obj),
            url=lambda comment: comment.get_absolute_url(),
            rows=lambda: Comment.objects.select_related("request").prefetch_related(
                GenericPrefetch("request__obj", [thing.rows() for thing in things.commented()])
            ),
        )
    )
