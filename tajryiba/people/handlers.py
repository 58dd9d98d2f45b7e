"""What this app does when one below announces something (wired in apps.py)."""

from tajryiba.audit import domain as audit

from . import domain
from .models import Organisation


def note_merged_unit(*, units=(), actor=None, **facts) -> None:
    """Bodies of a merged municipality keep their unit: lists ask by lineage, no key is repointed.

    An event tells the client-base administrator that they wait for `succeed_organisation`.
    """
    for organisation in Organisation.objects.current().filter(unit__in=[unit.pk for unit in units]):
        audit.record(
            "people.organisation_unit_merged",
            actor=actor,
            obj=organisation,
            organisation=organisation,
            unit=organisation.unit_id,
        )


def note_confirmed_email(*, email_address, **facts) -> None:
    """allauth confirmed an address by whichever way: a code at registration, at sign-in, at a change, at a reset."""
    domain.change_email(user=email_address.user, address=email_address.email)
