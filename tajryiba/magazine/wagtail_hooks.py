"""Editing of the magazine in the Wagtail admin."""

from wagtail import hooks

from .submission.admin import ArticleSubmissionsViewSet


@hooks.register("register_admin_viewset")
def article_submissions_viewset():
    return ArticleSubmissionsViewSet()
