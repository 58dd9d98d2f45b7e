"""A material ages: on its day the owner is asked, and the staff's queue shows it until somebody confirms it."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.audit.domain import record
from tajryiba.core.errors import DomainError
from tajryiba.people.models import User

from .. import notices
from ..models import Material


@transaction.atomic
def confirm_review(material: Material, *, actor: User, next_on: date | None) -> Material:
    """The material still holds; it is looked at again on `next_on` (None: never). Records `library.reviewed`.

    Raises DomainError without permission and for a day that has passed.
    """
    if not actor.has_perm("library.change_material"):
        raise DomainError(_("Only an editor does this."), code="forbidden")
    today = timezone.localdate()
    if next_on is not None and next_on <= today:
        raise DomainError(_("Give a day that is still to come, or leave it empty."), code="past")
    material = Material.objects.select_for_update().get(pk=material.pk)
    material.reviewed_on, material.review_on = today, next_on
    material.save(update_fields=["reviewed_on", "review_on"])
    record("library.reviewed", actor=actor, obj=material, next=next_on)
    return material


def remind_owners() -> int:
    """Tell the owners of materials whose day has come, once for each day that was set; returns how many notices."""
    due = Material.objects.stale().filter(owner__isnull=False).select_related("owner").order_by("pk")
    return sum(len(notices.tell_due(material)) for material in due.prefetch_related("texts"))
