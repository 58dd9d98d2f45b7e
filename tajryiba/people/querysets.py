"""Reads of one model; `visible_to` agrees with the predicates of rules.py (a test compares them)."""

from django.db import models
from django.db.models import Q

from tajryiba.core.folding import fold
from tajryiba.core.languages import current_language

from .enums import OPEN_STATES, MemberRole, MemberState
from .rules import is_client_admin


class OrganisationQuerySet(models.QuerySet):
    def current(self):
        """Those that were not ended or succeeded."""
        return self.filter(valid_to=None)

    def for_unit(self, unit):
        """Bodies of the unit and of everything that was merged into it: keys are never repointed."""
        return self.filter(unit_id__in=unit.lineage())

    def matching(self, text: str):
        """By name, former names included, as people type: without ң ө ү, in any case; every word must be there."""
        for word in fold(text).split()[:8]:
            self = self.filter(folded_names__contains=word)
        return self

    def by_name(self):
        return self.order_by(f"sort_{current_language()}", "pk")


class MembershipQuerySet(models.QuerySet):
    def active(self):
        return self.filter(state=MemberState.ACTIVE)

    def open(self):
        return self.filter(state__in=OPEN_STATES)

    def managers(self):
        return self.active().filter(role=MemberRole.MANAGER)

    def visible_to(self, user):
        """One's own; those of organisations one manages; all of them for the client-base administrator."""
        if not user.is_authenticated:
            return self.none()
        if is_client_admin(user):
            return self
        managed = self.model.objects.managers().filter(user=user).values("organisation")
        return self.filter(Q(user=user) | Q(organisation__in=managed))


class ConsentQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(withdrawn_at=None)
