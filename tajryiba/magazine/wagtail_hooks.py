"""Editing of the magazine in the Wagtail admin."""

from django.core.exceptions import SuspiciousOperation
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.contrib.redirects import views as redirects
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from tajryiba.core.snippets import NothingIsDeleted

from .archive.admin import ImportViewSet
from .articles import admin as articles
from .articles import explorer
from .models import Article, Rubric


class MagazineGroup(SnippetViewSetGroup):
    items = (articles.ArticleViewSet, articles.RubricViewSet)
    menu_icon = "doc-full"
    menu_label = _("Magazine")
    menu_order = 90


for model in (Article, Rubric):
    register_permission_policy(model, NothingIsDeleted(model))
register_snippet(MagazineGroup)
hooks.register("register_admin_urls", articles.urls)
hooks.register("before_copy_page", explorer.before_copy)
hooks.register("before_move_page", explorer.before_move)
hooks.register("before_delete_page", explorer.before_delete)
hooks.register("before_unpublish_page", explorer.before_unpublish)
hooks.register("before_bulk_action", explorer.before_bulk)
hooks.register("construct_admin_api", explorer.tighten_admin_api, order=1000)

IMPORT_FIELDS = ("import_file_name", "input_format")

hooks.register("register_admin_viewset", ImportViewSet)


@hooks.register("register_admin_urls", order=-1)
def import_of_redirects():
    return [path("redirects/import/process/", process_import)]


def process_import(request):
    """Wagtail's own, which breaks on a request without the file that was chosen one step before."""
    if any(not request.POST.get(name) for name in IMPORT_FIELDS):
        raise SuspiciousOperation("no file was chosen to import redirects from")
    return redirects.process_import(request)
