from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from tajryiba.core import kept
from tajryiba.people.enums import MemberRole, MemberState
from tajryiba.people.models import Membership, Organisation, User

from ..asking.queries import origin_organisations
from ..models import EvidenceCheck, Practice, Recheck

A_YEAR = timedelta(days=365)


def practices_to_ask(now: datetime) -> QuerySet:
    """Public practices of which nothing was heard for a year: neither published nor checked nor answered for since.

    Those whose open question reached nobody come again: somebody may have joined meanwhile.
    """
    since = now - A_YEAR
    mine = {"practice": OuterRef("pk")}
    answered = Recheck.objects.filter(**mine, answered_at__gt=since)
    asked = Recheck.objects.open().filter(**mine, people_asked__gt=0)
    checked = EvidenceCheck.objects.valid().filter(**mine, checked_on__gt=since.date())
    old = Practice.objects.published().filter(published_at__lte=since)
    return old.exclude(Exists(answered)).exclude(Exists(asked)).exclude(Exists(checked)).order_by("pk")


def people_to_ask(practice) -> list[User]:
    """The managers of the bodies of the practice's origin, and where there is no manager the members."""
    rows = Membership.objects.active().filter(organisation__in=origin_organisations(practice), user__is_active=True)
    admitted = list(rows.select_related("user").order_by("pk"))
    managers = [row for row in admitted if row.role == MemberRole.MANAGER]
    return list({row.user_id: row.user for row in managers or admitted}.values())


def body_for(user, practice) -> Organisation | None:
    """By which body `user` may speak for the practice; the one that is named on it first."""
    mine = set(user.memberships.filter(state=MemberState.ACTIVE).values_list("organisation_id", flat=True))
    bodies = [body for body in origin_organisations(practice).order_by("pk") if body.pk in mine]
    return next((body for body in bodies if body.pk == practice.organisation_id), bodies[0] if bodies else None)


def is_interested(user, practice) -> bool:
    """Whether the practice is the person's own: they sent it in, or belong to a body of its origin."""
    return practice.submissions.filter(author=user).exists() or body_for(user, practice) is not None


def history(practice) -> dict[str, list]:
    """Checks and questions of a practice, the newest first; two blocks of its page want them."""
    return kept.remember(("practices.evidence", practice.pk), lambda: _history(practice))


def _history(practice) -> dict[str, list]:
    return {
        "checks": list(practice.checks.select_related("document")),
        "rechecks": list(practice.rechecks.select_related("organisation")),
    }
