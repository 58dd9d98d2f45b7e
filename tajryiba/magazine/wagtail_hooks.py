"""Editing of the magazine in the Wagtail admin."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from tajryiba.core.snippets import NothingIsDeleted

from .intake.admin import FeedViewSet, IntakeViewSet
from .models import Feed, News
from .news import admin as news


class NewsGroup(SnippetViewSetGroup):
    items = (news.NewsViewSet, FeedViewSet)
    menu_icon = "doc-full"
    menu_label = news.NewsViewSet.menu_label
    menu_order = 105


for model in (News, Feed):
    register_permission_policy(model, NothingIsDeleted(model))
register_snippet(NewsGroup)
hooks.register("register_admin_urls", news.urls)
hooks.register("register_admin_viewset", IntakeViewSet)
