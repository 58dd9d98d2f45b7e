"""Reads of one model; `visible_to` agrees with the predicates of rules.py (a test compares them)."""

from django.contrib.contenttypes.models import ContentType
from django.db import models

from .rules import edits_acts


class ActQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_public=True)

    def visible_to(self, user):
        return self if edits_acts(user) else self.public()

    def of_topic(self, topic):
        return self.filter(topics=topic)


class OfSource(models.QuerySet):
    """Rows that point to an object of any app."""

    def of(self, obj):
        return self.filter(content_type=ContentType.objects.get_for_model(obj), object_id=obj.pk)


class CitationQuerySet(OfSource):
    def shown(self):
        """Of acts that everybody may read."""
        return self.filter(act__is_public=True)


class ReviewQuerySet(OfSource):
    def open(self):
        return self.filter(confirmed_at=None)


class ChangeQuerySet(models.QuerySet):
    def shown(self):
        return self.filter(act__is_public=True)

    def of_month(self, year: int, month: int):
        """What was recorded in this month: the source list of its digest."""
        return self.filter(recorded_at__year=year, recorded_at__month=month)
