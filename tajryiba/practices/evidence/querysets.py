from django.db import models
from django.db.models import Q

from .authors import spoken_for


class EvidenceCheckQuerySet(models.QuerySet):
    def valid(self):
        return self.filter(annulled_at=None)


class RecheckQuerySet(models.QuerySet):
    def open(self):
        return self.filter(answered_at=None)

    def for_author(self, user):
        """About practices of whose origin `user` is a member; agrees with `queries.body_for`."""
        organisations, units = spoken_for(user)
        own, of_place = Q(practice__organisation__in=organisations), Q(practice__places__unit__in=units)
        return self.filter(own | of_place).distinct()

    def visible_to(self, user):
        """Who may answer: the authors, and those who verify; agrees with the predicate `rules.can_answer_recheck`."""
        if user is None or not user.is_authenticated or not user.is_active:
            return self.none()
        return self if user.has_perm("practices.verify_practice") else self.for_author(user)
