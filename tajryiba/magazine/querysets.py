"""Visibility in SQL; agrees with the predicates of rules.py."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.query import PageQuerySet

from .enums import EntryState, IssueState, SubmissionState


class PortalPageQuerySet(PageQuerySet):
    def in_language(self, code: str):
        return self.filter(locale__language_code=code)

    def newest(self):
        return self.order_by("-first_published_at", "-pk")


class WithPagesQuerySet(QuerySet):
    """Facts whose pages, one a language, carry their key."""

    def published(self):
        """Shown in at least one language."""
        pages = self.model.pages.rel.related_model.objects.filter(**{self.page_field: OuterRef("pk")}, live=True)
        return self.filter(Exists(pages))

    def visible_to(self, user):
        return self if self.model.is_editor(user) else self.published()


class IssueQuerySet(WithPagesQuerySet):
    page_field = "issue"

    def newest(self):
        return self.order_by("-year", "-month", "-pk")

    def out(self):
        """Published to the readers."""
        return self.filter(state=IssueState.PUBLISHED)


class ArticleQuerySet(WithPagesQuerySet):
    page_field = "article"

    def in_order(self):
        return self.order_by("position", "pk")


class NewsQuerySet(WithPagesQuerySet):
    page_field = "news"

    def of_month(self, first, last):
        """That happened, or came out when no day is known, between two dates (both included)."""
        came_out = Q(happens_on=None, pages__first_published_at__date__range=(first, last))
        return self.filter(Q(happens_on__range=(first, last)) | came_out).distinct()


class FeedEntryQuerySet(QuerySet):
    def waiting(self):
        return self.filter(state=EntryState.NEW)


class SubmissionQuerySet(QuerySet):
    def of(self, user):
        return self.filter(author=user)

    def with_editors(self):
        return self.filter(state=SubmissionState.SENT)
