"""Publication of an issue: one act of the content administrator."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from tajryiba.audit.domain import record
from tajryiba.core import hooks
from tajryiba.core.errors import DomainError
from tajryiba.search.domain import refresh

from ...enums import IssueState
from ...models import Article, Issue
from .. import notices
from ..norm import Norm, norm_of
from ..texts import Text, texts_of
from .planning import locked


@transaction.atomic
def publish_issue(*, issue: Issue, actor, all_the_same: bool = False) -> Issue:
    """Publish the issue's own pages and the newest draft of each article, in every language whose words are all there.

    Side effects in the same transaction: state and day; `magazine.issue_published` with the evidence of the norm; the
    hook `issue_closed` (typesetting); followers of the magazine are told once. A published issue stays as it is.
    Raises DomainError without permission, from another state than proof, without any page of the issue's own that is
    ready, and when the norm is not met, unless `all_the_same`, which is recorded.
    """
    if not actor.has_perm("magazine.publish_issue"):
        raise DomainError(_("Only the content administrator publishes an issue."), code="forbidden")
    issue = locked(issue)
    if issue.state == IssueState.PUBLISHED:
        return issue
    if issue.state != IssueState.PROOF:
        raise DomainError(_("An issue is published from proof. Put it into proof first."), code="state")
    articles = list(issue.articles.in_order())
    texts = texts_of(articles)
    norms = norm_of(articles, texts)
    own = [text for text in texts_of([issue])[issue.pk].values() if text.exists and text.is_ready]
    if not own:
        raise DomainError(
            _("Write the page of the issue first: theme and editorial, in one language at least."), code="no_page"
        )
    _check_norm(norms, all_the_same)
    # The state comes first: whoever hears of a published page finds its issue published.
    issue.state, issue.published_on = IssueState.PUBLISHED, timezone.localdate()
    issue.save(update_fields=["state", "published_on"])
    pages = _publish(own, articles, texts, actor)
    record("magazine.issue_published", actor=actor, obj=issue, **_evidence(own, norms, pages, all_the_same))
    refresh(issue)
    hooks.call("issue_closed", issue=issue)
    notices.announce_issue(issue, {text.lang: text.page for text in own})
    return issue


def _check_norm(norms: list[Norm], all_the_same: bool) -> None:
    if all_the_same or all(norm.is_met for norm in norms):
        return
    raise DomainError(
        _("The norm is not met: see what each language lacks. To publish it all the same, tick the box."), code="norm"
    )


def _publish(own: list[Text], articles: list[Article], texts: dict, actor) -> list[Page]:
    """The articles first, so that nobody who comes by the issue's page misses one."""
    ready = [text for article in articles for text in texts[article.pk].values() if text.is_ready]
    pages = [text.page for text in [*ready, *own] if text.waits]
    for page in pages:
        revision = page.get_latest_revision() or page.save_revision(user=actor, log_action=False)
        revision.publish(user=actor)
    return pages


def _evidence(own: list[Text], norms: list[Norm], pages: list[Page], all_the_same: bool) -> dict:
    """What the duties of the staff are counted from: keys of articles by language."""
    return {
        "languages": [text.lang for text in own],
        "articles": {norm.lang: list(norm.articles) for norm in norms},
        "news_digest": {norm.lang: norm.news_digest for norm in norms},
        "legal_digest": {norm.lang: norm.legal_digest for norm in norms},
        "norm_met": all(norm.is_met for norm in norms),
        "all_the_same": all_the_same,
        "pages": len(pages),
    }
