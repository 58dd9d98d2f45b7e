"""Editing of the magazine in the Wagtail admin."""

from wagtail import hooks

from .issues.admin import IssuesViewSet
from .issues.guard import issue_page_waits


@hooks.register("register_admin_viewset")
def issues_viewset():
    return IssuesViewSet()


hooks.register("before_publish_page", issue_page_waits)
