"""Verbs around the facts of an article."""

from django.db import transaction

from tajryiba.audit.domain import record
from tajryiba.experts.domain import keep_work_of
from tajryiba.experts.enums import WorkKind
from tajryiba.search.domain import refresh

from ..models import Article


@transaction.atomic
def facts_saved(article: Article, *, created: bool, actor=None) -> None:
    """After the staff's form has saved the facts. Records `magazine.article_begun` or `magazine.article_changed`,
    brings the search and the evidence of its authors up to date.
    """
    facts = {"kind": article.kind, "issue": article.issue_id}
    record(f"magazine.article_{'begun' if created else 'changed'}", actor=actor, obj=article, **facts)
    refresh(article)
    follow_authors(article)


def follow_authors(article: Article) -> None:
    """A published article is evidence of work of those of its authors who are experts, and of nobody else."""
    if article.first_published_at is not None:
        experts = [row.expert for row in article.authors.select_related("expert") if row.expert]
        keep_work_of(experts, WorkKind.ARTICLE, article, article.first_published_at)


def note_published(*, page, facts, first: bool, **more) -> None:
    """An article came out for the first time (hook of page_published)."""
    if first and isinstance(facts, Article):
        follow_authors(facts)
