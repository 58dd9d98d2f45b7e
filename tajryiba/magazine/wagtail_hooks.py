"""Editing of the magazine and the news in the Wagtail admin, by part."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from tajryiba.core.snippets import NothingIsDeleted

from .archive.admin import ImportViewSet
from .articles import admin as articles
from .articles import explorer
from .intake.admin import FeedViewSet, IntakeViewSet
from .issues.admin import IssuesViewSet
from .issues.guard import issue_page_waits
from .models import Article, Feed, News, Rubric
from .news import admin as news
from .submission.admin import ArticleSubmissionsViewSet
from .typesetting.admin import PrintsViewSet


class MagazineGroup(SnippetViewSetGroup):
    items = (articles.ArticleViewSet, articles.RubricViewSet)
    menu_icon = "doc-full"
    menu_label = _("Magazine")
    menu_order = 90


class NewsGroup(SnippetViewSetGroup):
    items = (news.NewsViewSet, FeedViewSet)
    menu_icon = "doc-full"
    menu_label = news.NewsViewSet.menu_label
    menu_order = 105


for model in (Article, Rubric, News, Feed):
    register_permission_policy(model, NothingIsDeleted(model))
for group in (MagazineGroup, NewsGroup):
    register_snippet(group)
for viewset in (IssuesViewSet, ArticleSubmissionsViewSet, PrintsViewSet, ImportViewSet, IntakeViewSet):
    hooks.register("register_admin_viewset", viewset)
for urls in (articles.urls, news.urls):
    hooks.register("register_admin_urls", urls)
hooks.register("before_copy_page", explorer.before_copy)
hooks.register("before_move_page", explorer.before_move)
hooks.register("before_delete_page", explorer.before_delete)
hooks.register("before_unpublish_page", explorer.before_unpublish)
hooks.register("before_bulk_action", explorer.before_bulk)
hooks.register("construct_admin_api", explorer.tighten_admin_api, order=1000)
hooks.register("before_publish_page", issue_page_waits)
