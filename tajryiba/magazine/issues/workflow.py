"""What follows when a page has gone through the workflow (setting WAGTAIL_FINISH_WORKFLOW_ACTION).

Wagtail loads this module in the middle of its own models, so ours are asked only when a workflow ends.
"""

from django.apps import apps
from wagtail.workflows import publish_workflow_state

from ..enums import IssueState


def issue_of(page):
    """The issue of an article's page, or of an issue's own; None for other pages and for articles without one."""
    if isinstance(page, apps.get_model("magazine", "IssuePage")):
        return page.issue
    return page.article.issue if isinstance(page, apps.get_model("magazine", "ArticlePage")) else None


def waits_for_issue(page) -> bool:
    """Its issue is not out yet: `publish_issue` will publish it with the others."""
    issue = issue_of(page)
    return issue is not None and issue.state != IssueState.PUBLISHED


def finish(workflow_state, user=None) -> None:
    """An approved page is published, as Wagtail does by itself; one whose issue is not out yet waits for it."""
    obj = workflow_state.content_object
    if not waits_for_issue(
        getattr(obj, "specific", obj)
    ):  # a page comes as a bare Page, a text of a practice as itself
        publish_workflow_state(workflow_state, user=user)
