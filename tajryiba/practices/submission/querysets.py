from django.db import models
from django.db.models import Q

from .enums import SubmissionState
from .rules import can_review, reach


class SubmissionQuerySet(models.QuerySet):
    def written_by(self, user):
        """One's own, and those of the organisations for which one speaks; agrees with `rules.can_write`."""
        if user is None or not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(Q(author=user, organisation=None) | Q(organisation__in=reach(user)))

    def visible_to(self, user):
        """What `user` may read; agrees with the predicate `rules.can_read_submission`."""
        mine = self.written_by(user)
        return mine | self.sent() if can_review(user) else mine

    def sent(self):
        return self.filter(sent_at__isnull=False)

    def waiting(self):
        """For a decision of the editors, or for the look afterwards that the fast lane owes."""
        late_look = Q(fast_lane=True, looked_at=None, state=SubmissionState.APPROVED)
        return self.filter(Q(state=SubmissionState.SENT) | late_look)
