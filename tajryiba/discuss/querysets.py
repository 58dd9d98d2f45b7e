"""Reads of posts; `visible_to` agrees with the predicate of rules.py (a test compares them)."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Q, When

from .enums import PostState
from .rules import is_moderator

PUBLIC = Q(state=PostState.PUBLIC) & (Q(parent=None) | Q(parent__state=PostState.PUBLIC))


class PostQuerySet(models.QuerySet):
    def about(self, obj):
        return self.filter(content_type=ContentType.objects.get_for_model(obj), object_id=obj.pk)

    def questions(self):
        return self.filter(parent=None)

    def public(self):
        """What a guest reads: approved, and the question above it too."""
        return self.filter(PUBLIC)

    def waiting(self):
        return self.filter(state=PostState.WAITING)

    def waiting_first(self):
        """For the moderators' queue: what waits, then the decided; each as they were written."""
        decided = Case(When(state=PostState.WAITING, then=0), default=1, output_field=models.IntegerField())
        return self.annotate(decided=decided).order_by("decided", "created_at", "pk")

    def visible_to(self, user):
        """Public posts, one's own, and everything for a moderator."""
        if not user.is_authenticated:
            return self.public()
        return self if is_moderator(user) else self.filter(PUBLIC | Q(author_id=user.pk))
