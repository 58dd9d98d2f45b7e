"""Articles of an issue: assigned by one act, in any order that the editors want (T23).

Who changes the order says which order they saw. When another editor was faster, nothing is overwritten: the change is
refused, unless the order already is what was asked for (a second press).
"""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError

from ...domain import create_article
from ...enums import IssueState
from ...models import Article, Issue, Rubric
from ..enums import Step
from .planning import check_editor, locked

STALE = _("Another editor changed this issue meanwhile. Here it is as it stands now: look at it, then move again.")


def order_of(issue: Issue) -> list[int]:
    return list(Article.objects.filter(issue=issue).in_order().values_list("pk", flat=True))


def last_position(issue: Issue) -> int:
    return (Article.objects.filter(issue=issue).aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def reorder(*, issue: Issue, order: list[int], seen: list[int], actor) -> None:
    """Put the articles into `order`; `seen` is the order on the editor's screen.

    Records `magazine.issue_ordered`. Raises DomainError (code "stale") when the issue is in another order by now, or
    holds other articles.
    """
    check_editor(actor)
    issue = locked(issue)
    now = order_of(issue)
    if now == order:
        return
    if now != seen or sorted(order) != sorted(now):
        raise DomainError(STALE, code="stale")
    places = {pk: place for place, pk in enumerate(order, start=1)}
    articles = list(Article.objects.filter(issue=issue))
    for article in articles:
        article.position = places[article.pk]
    Article.objects.bulk_update(articles, ["position"])
    record("magazine.issue_ordered", actor=actor, obj=issue, order=order)


def place_article(*, issue: Issue, article: int, step: str, seen: list[int], actor, place: int = 0) -> None:
    """One article up, down, or to a place counted from 1. Works on the order that the editor saw, as `reorder`."""
    if article not in seen:
        raise DomainError(STALE, code="stale")
    order = [pk for pk in seen if pk != article]
    here = seen.index(article)
    wanted = {Step.UP: here - 1, Step.DOWN: here + 1, Step.TO: place - 1}[Step(step)]
    order.insert(min(max(wanted, 0), len(order)), article)
    reorder(issue=issue, order=order, seen=seen, actor=actor)


@transaction.atomic
def assign_article(*, article: Article, issue: Issue, actor, seen_in: Issue | None = None) -> Article:
    """Put an article at the end of an issue; from no issue, or from `seen_in` where the editor saw it. One act.

    Records `magazine.article_assigned`. Already there: nothing happens. Raises DomainError when it is in another issue
    by now, and when readers have seen it in a published one.
    """
    check_editor(actor)
    issue = locked(issue)
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.issue_id == issue.pk:
        return article
    if article.issue_id != (seen_in.pk if seen_in else None):
        raise DomainError(_("This article is in another issue. Open that one to move it."), code="elsewhere")
    _check_may_leave(article)
    before = article.issue_id
    article.issue, article.position = issue, last_position(issue)
    article.save(update_fields=["issue", "position"])
    record("magazine.article_assigned", actor=actor, obj=article, issue=issue.pk, before=before)
    return article


@transaction.atomic
def take_out(*, article: Article, issue: Issue, actor) -> Article:
    """The article stays, without an issue. Records `magazine.article_taken_out`; a second press changes nothing.

    Raises DomainError when readers have seen it in a published issue.
    """
    check_editor(actor)
    issue = locked(issue)
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.issue_id != issue.pk:
        return article
    _check_may_leave(article)
    article.issue, article.position = None, 0
    article.save(update_fields=["issue", "position"])
    record("magazine.article_taken_out", actor=actor, obj=article, issue=issue.pk)
    return article


def _check_may_leave(article: Article) -> None:
    published = article.issue is not None and article.issue.state == IssueState.PUBLISHED
    if published and article.pages.filter(live=True).exists():
        raise DomainError(_("Readers have seen this article in a published issue: it stays there."), code="published")


@transaction.atomic
def new_article(*, issue: Issue, title: str, kind: str, actor, rubric: Rubric | None = None) -> Article:
    """A new article at the end of the issue, without words yet. Records `magazine.article_begun`.

    An article of this title and kind that is in the issue already and has no words is returned instead: a second press.
    """
    check_editor(actor)
    issue = locked(issue)
    same = Article.objects.filter(issue=issue, working_title=title, kind=kind, pages=None).first()
    if same:
        return same
    return create_article(
        working_title=title, kind=kind, rubric=rubric, issue=issue, position=last_position(issue), actor=actor
    )
