"""What a change of a municipality's facts means for the catalogue."""

from django.db import transaction

from ..domain import next_catalogue_seq
from ..models import Practice


@transaction.atomic
def unit_facts_changed(*, unit, **facts) -> None:
    """Handler of the hook of the same name: the unit's public practices are read anew by every web process.

    The practices themselves did not change: `changed_at` stays.
    """
    practices = Practice.objects.published().of_units([unit.pk])
    if practices.exists():
        practices.update(catalogue_seq=next_catalogue_seq())
