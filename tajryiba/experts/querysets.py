"""Reads of one model; `visible_to` agrees with the predicates of rules.py (a test compares them)."""

from django.db import models
from django.db.models import Q

from .enums import OPEN, CommentState, State
from .rules import is_moderator


class ExpertQuerySet(models.QuerySet):
    def published(self):
        """What everybody may know of; nothing else is named or counted anywhere in public."""
        return self.filter(state=State.PUBLISHED)

    def visible_to(self, user):
        """Published ones, one's own, and everything for a moderator."""
        if not user.is_authenticated:
            return self.published()
        return self if is_moderator(user) else self.filter(Q(state=State.PUBLISHED) | Q(user_id=user.pk))

    def of_topic(self, topic):
        return self.filter(pk__in=self.model.topics.through.objects.filter(topic=topic).values("expert_id"))


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN)

    def held_by(self, user):
        """In whose hands they are; agrees with `rules.holds`."""
        return self.filter(holder_id=user.pk) if user.is_authenticated and user.is_active else self.none()


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Both sides, and nobody else: agrees with `experts.see_message`."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(Q(sender_id=user.pk) | Q(holder_id=user.pk))


class CommentQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=CommentState.PUBLISHED)
