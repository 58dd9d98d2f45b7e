"""Visibility in SQL; agrees with the predicates of rules.py."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.query import PageQuerySet

from .enums import BEING_WRITTEN, EntryState, IssueState, NewsKind, SubmissionState


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

    def open_on(self, day):
        """Calls, drafts and announcements that one can still take part in on `day`."""
        ahead = Q(kind=NewsKind.ANNOUNCEMENT, deadline=None, happens_on__gte=day)
        return self.exclude(kind=NewsKind.NEWS).filter(Q(deadline__gte=day) | ahead)


class FeedEntryQuerySet(QuerySet):
    def waiting(self):
        return self.filter(state=EntryState.NEW)


class SubmissionQuerySet(QuerySet):
    def of(self, user):
        return self.filter(author=user)

    def of_author(self, user):
        """What the author's list shows: all but what was taken back."""
        return self.of(user).exclude(state=SubmissionState.WITHDRAWN)

    def being_written(self):
        return self.filter(state__in=BEING_WRITTEN)

    def sent(self):
        """That were sent at least once: a draft is its author's own until then, and again when it is taken back."""
        return self.filter(sent_at__isnull=False).exclude(state=SubmissionState.WITHDRAWN)

    def with_editors(self):
        return self.filter(state=SubmissionState.SENT)

    def visible_to(self, user):
        """What `user` may read; agrees with the predicate `rules.can_see_submission`."""
        if user is None or not user.is_authenticated:
            return self.none()
        mine = self.of(user)
        return mine | self.sent() if user.has_perm("magazine.decide_submissions") else mine
