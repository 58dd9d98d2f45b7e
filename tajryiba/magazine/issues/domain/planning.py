"""An issue is planned, its facts are changed, it goes from state to state, its own page is written."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.search.domain import refresh

from ...domain import create_issue, write_page
from ...enums import ISSUE_TRANSITIONS, IssueState
from ...models import Issue, IssuePage
from ..naming import page_title

FACTS = (
    *("year", "month", "month_to", "number", "number_to", "through_number", "through_number_to"),
    *("print_run", "cover_ky", "cover_ru"),
)


def locked(issue: Issue) -> Issue:
    """The row as it is now, kept for this transaction: two editors go one after the other."""
    return Issue.objects.select_for_update().get(pk=issue.pk)


def check_editor(actor) -> None:
    if not actor.has_perm("magazine.assemble"):
        raise DomainError(_("Only editors of the magazine do this."), code="forbidden")


def _check(issue: Issue) -> None:
    """The rules of the model, as one sentence."""
    if issue.month_to is None and (issue.number_to or issue.through_number_to):
        raise DomainError(_("Only a double issue has two numbers: give its last month too."), code="not_double")
    for first, last in ((issue.number, issue.number_to), (issue.through_number, issue.through_number_to)):
        if last is not None and (first is None or last <= first):
            raise DomainError(_("The last number of a double issue is larger than the first."), code="numbers")
    clash = Issue.objects.exclude(pk=issue.pk)
    if issue.month_to and clash.filter(year=issue.year, month__range=(issue.month, issue.month_to)).exists():
        raise DomainError(_("There is an issue of one of these months already."), code="exists")
    if clash.filter(year=issue.year, month__lte=issue.month, month_to__gte=issue.month).exists():
        raise DomainError(_("A double issue covers this month already."), code="exists")
    try:
        issue.full_clean(exclude=["key"])
    except ValidationError as fault:
        raise DomainError(" ".join(fault.messages), code="invalid") from fault


@transaction.atomic
def plan_issue(*, actor, year: int, month: int, **facts) -> Issue:
    """A planned issue of a month, or of several for a double one. Records `magazine.issue_planned`.

    Raises DomainError for who may not, for a month that has its issue, and for numbers that do not fit.
    """
    check_editor(actor)
    _check(Issue(year=year, month=month, **facts))
    return create_issue(year=year, month=month, actor=actor, **facts)


@transaction.atomic
def change_issue(*, issue: Issue, actor, **facts) -> Issue:
    """Facts of the form. Records `magazine.issue_changed` with the names of what changed; nothing for the same again.

    Raises DomainError without permission, when the facts do not fit, and when the month of an issue changes that has
    pages: their addresses are made of it.
    """
    check_editor(actor)
    issue = locked(issue)
    changed = [name for name in FACTS if name in facts and getattr(issue, name) != facts[name]]
    if not changed:
        return issue
    if {"year", "month"} & set(changed) and issue.pages.exists():
        raise DomainError(_("The month stays: the pages of the issue have it in their address."), code="has_pages")
    for name in changed:
        setattr(issue, name, facts[name])
    _check(issue)
    issue.save(update_fields=changed)
    record("magazine.issue_changed", actor=actor, obj=issue, fields=changed)
    refresh(issue)
    return issue


@transaction.atomic
def move_state(*, issue: Issue, state: str, actor) -> Issue:
    """Along ISSUE_TRANSITIONS, except publication, which is `publish_issue`. The same state again changes nothing.

    Records `magazine.issue_moved`. Raises DomainError without permission and for a step that is not allowed.
    """
    check_editor(actor)
    issue = locked(issue)
    if issue.state == state:
        return issue
    if state == IssueState.PUBLISHED or state not in ISSUE_TRANSITIONS[IssueState(issue.state)]:
        raise DomainError(_("The issue cannot go to this state from where it is now."), code="state")
    before, issue.state = issue.state, state
    issue.save(update_fields=["state"])
    record("magazine.issue_moved", actor=actor, obj=issue, before=before, after=state)
    return issue


@transaction.atomic
def write_issue(*, issue: Issue, lang: str, actor) -> IssuePage:
    """The draft of the issue's own page in a language; the one that is there when it has been begun already."""
    check_editor(actor)
    issue = locked(issue)
    page = IssuePage.objects.filter(issue=issue, locale__language_code=lang).first()
    return page or write_page(issue, lang=lang, title=page_title(issue, lang), actor=actor)
