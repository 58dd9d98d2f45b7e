"""Agreeing and withdrawing. Nothing else in the project writes `Consent`."""

from django.db import transaction
from django.utils import timezone

from tajryiba.audit import domain as audit

from ..enums import Channel
from ..models import Consent, ConsentText, User


@transaction.atomic
def give_consent(*, user: User, text: ConsentText, channel: str = Channel.SITE) -> Consent:
    """Record that `user` agrees to this version. An earlier version in force is closed.

    The same version is not given twice. Side effects: an event.
    """
    User.objects.select_for_update().get(pk=user.pk)
    now = timezone.now()
    in_force = Consent.objects.in_force().filter(user=user, kind=text.kind).first()
    if in_force and in_force.text_version_id == text.pk:
        return in_force
    if in_force:
        Consent.objects.filter(pk=in_force.pk).update(withdrawn_at=now)
    consent = Consent.objects.create(user=user, kind=text.kind, text_version=text, given_at=now, channel=channel)
    audit.record("people.consent_given", actor=user, obj=consent, kind=text.kind, version=text.version, channel=channel)
    return consent


@transaction.atomic
def withdraw_consent(*, user: User, kind: str, channel: str = Channel.SITE) -> bool:
    """Withdraw what is in force; False when nothing was. The row stays. Side effects: an event."""
    consent = Consent.objects.select_for_update().in_force().filter(user=user, kind=kind).first()
    if consent is None:
        return False
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
    audit.record("people.consent_withdrawn", actor=user, obj=consent, kind=kind, channel=channel)
    return True
