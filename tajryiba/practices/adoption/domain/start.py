"""Beginning: one click makes a workspace out of a practice."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError
from tajryiba.core.languages import LANGUAGES, current_language
from tajryiba.people.models import Organisation, User
from tajryiba.reference.models import Unit

from ...models import Practice
from .. import notices, queries
from ..conditions import conditions_of
from ..enums import Stage
from ..models import Adoption, AdoptionBudgetLine, AdoptionCondition, AdoptionMove, AdoptionResult, AdoptionStep
from ._shared import found_anew, note


@transaction.atomic
def adopt(
    *, practice: Practice, organisation: Organisation, unit: Unit, by: User, lang: str = "", is_hidden: bool = False
) -> Adoption:
    """Begin to adopt `practice` in the municipality `unit`, on behalf of its body `organisation`.

    Asked twice, or by two at the same moment, there is one adoption, and it is returned. A new one copies the steps,
    indicators, sources of money and conditions of the practice. Side effects: an event; unless hidden, a notice to the
    people of the origin. Raises DomainError when the practice is not public, or `by` does not speak for the
    municipality, or the practice is its own.
    """
    if not practice.is_public:
        raise DomainError(_("This practice is not public."), code="not_public")
    if (organisation.pk, unit.pk) not in {(seat.organisation.pk, seat.unit.pk) for seat in queries.seats(by)}:
        raise DomainError(
            _("Only an admitted member of a municipality's own body can begin this."), code="not_a_member"
        )
    if practice.units.filter(pk__in=unit.lineage()).exists():
        raise DomainError(_("This is a practice of your own municipality."), code="own_practice")
    adoption, created = Adoption.objects.get_or_create(
        practice=practice,
        unit=unit,
        defaults={
            "organisation": organisation,
            "started_by": by,
            "lang": lang or current_language(),
            "is_hidden": is_hidden,
        },
    )
    if created:
        _copy(practice, adoption)
        AdoptionMove.objects.create(adoption=adoption, after=Stage.STUDYING, by=by)
        note("adopted", adoption, by, hidden=is_hidden)
        found_anew(adoption)
        notices.tell_origin(adoption, by)
    return adoption


def _copy(practice: Practice, adoption: Adoption) -> None:
    AdoptionCondition.objects.bulk_create(
        AdoptionCondition(adoption=adoption, order=order, **line) for order, line in enumerate(conditions_of(practice))
    )
    AdoptionStep.objects.bulk_create(
        AdoptionStep(adoption=adoption, order=order, **_words(step, "name"))
        for order, step in enumerate(practice.steps.all())
    )
    AdoptionResult.objects.bulk_create(
        AdoptionResult(
            adoption=adoption,
            order=order,
            origin_before=row.before,
            origin_after=row.after,
            **_words(row, "name"),
            **_words(row, "unit"),
        )
        for order, row in enumerate(practice.results.all())
    )
    kinds = dict.fromkeys(row.kind for row in practice.funding.all())
    AdoptionBudgetLine.objects.bulk_create(
        AdoptionBudgetLine(adoption=adoption, order=order, kind=kind) for order, kind in enumerate(kinds)
    )


def _words(row, name: str) -> dict[str, str]:
    return {f"{name}_{code}": getattr(row, f"{name}_{code}") for code in LANGUAGES}
