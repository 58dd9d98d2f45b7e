"""Drafts of an issue go through the workflow of the pages."""

from django.db import transaction

from tajryiba.audit.domain import record

from ...models import Issue
from ..enums import TextState
from ..texts import texts_of
from .planning import check_editor, locked


@transaction.atomic
def send_to_review(*, issue: Issue, actor) -> int:
    """Start the workflow for every draft of the issue that has all its words and is in none; returns how many.

    Side effects: Wagtail's own notices to those who review, one event `magazine.issue_sent_to_review`. Twice is once.
    """
    check_editor(actor)
    issue = locked(issue)
    found = [*texts_of([issue])[issue.pk].values()]
    for texts in texts_of(issue.articles.all()).values():
        found += texts.values()
    waiting = [text.page for text in found if text.is_ready and text.state in (TextState.DRAFT, TextState.CHANGED)]
    started = 0
    for page in waiting:
        workflow = page.get_workflow()
        if workflow is not None and not page.workflow_in_progress:
            workflow.start(page, actor)
            started += 1
    if started:
        record("magazine.issue_sent_to_review", actor=actor, obj=issue, pages=started)
    return started
