"""What the municipality shows, and the story that becomes a practice of its own."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError
from tajryiba.core.html import paragraphs
from tajryiba.core.languages import LANGUAGES
from tajryiba.inbox import domain as inbox
from tajryiba.people.models import User

from ...domain import create_practice, write_text
from ...enums import Completeness
from ...models import Practice
from ..enums import FINISHED, MAY_BE_HIDDEN, CaseKind, PublicPart, Stage
from ..models import Adoption
from ..words import case_subject
from ._shared import found_anew, locked_for, note, touch


@transaction.atomic
def choose_public(*, adoption: Adoption, by: User, parts: Iterable[str], is_hidden: bool) -> Adoption:
    """The municipality chooses what everybody may read; name and stage are the least, unless it is still only thinking.

    Hiding takes shown documents back. Records the event. Raises DomainError for hiding after a decision of the kenesh.
    """
    adoption = locked_for(adoption, by)
    stage = adoption.stopped_at if adoption.stage == Stage.STOPPED else adoption.stage
    if is_hidden and (stage not in MAY_BE_HIDDEN or adoption.decision_on is not None):
        raise DomainError(
            _("After the decision of the kenesh the name and the stage are public."), code="cannot_be_hidden"
        )
    adoption.is_hidden = is_hidden
    adoption.public_parts = [part for part in PublicPart.values if part in set(parts)]
    adoption.save(update_fields=["is_hidden", "public_parts"])
    if is_hidden:
        adoption.papers.update(is_shown=False)
    touch(adoption)
    note("adoption_shown", adoption, by, hidden=is_hidden, parts=adoption.public_parts)
    found_anew(adoption)
    return adoption


@transaction.atomic
def make_own_practice(*, adoption: Adoption, by: User) -> Practice:
    """A draft of a practice out of a finished adoption: its facts, steps, results, money, and the story as the text.

    The origin stays linked. A second call returns the same practice. Side effects: events, a case for the editors, who
    complete and publish it. Raises DomainError before the adoption is done.
    """
    adoption = locked_for(adoption, by)
    if adoption.own_practice:
        return adoption.own_practice
    if adoption.stage not in FINISHED:
        raise DomainError(_("Close the adoption as done first."), code="not_done")
    practice = create_practice(author=by, units=[adoption.unit], rows=_rows(adoption), **_facts(adoption))
    write_text(
        practice=practice,
        lang=adoption.lang,
        author=by,
        title=practice.working_title[:120],
        summary=adoption.story.strip().split("\n")[0][:400],
        problem=paragraphs(adoption.goal),
        solution=paragraphs(adoption.story),
        failed=paragraphs(adoption.failed),
        lessons=paragraphs("\n".join(f"- {row.change}" for row in adoption.conditions.all() if row.change)),
    )
    adoption.own_practice = practice
    adoption.save(update_fields=["own_practice"])
    inbox.open_case(
        kind=CaseKind.STORY,
        subject=case_subject(adoption),
        obj=practice,
        client=by,
        organisation_id=adoption.organisation_id,
        unit_id=adoption.unit_id,
        key=f"adoption-story-{adoption.pk}",
    )
    note("adoption_became_practice", adoption, by, own=practice.pk)
    return practice


def _facts(adoption: Adoption) -> dict:
    origin = adoption.practice
    spent = [line.spent_som for line in adoption.budget.all()]
    months = round((adoption.days_to_done() or 0) / 30.4) or None
    return {
        "working_title": f"{origin.working_title[:120]} · {adoption.unit.name[:70]}",
        "main_topic": origin.main_topic,
        "organisation": adoption.organisation,
        "original_language": adoption.lang,
        "year_from": adoption.started_on.year,
        "year_to": adoption.done_on.year,
        "cost_som": sum(spent) if spent and None not in spent else None,
        "duration_months": months,
        "completeness": Completeness.PARTIAL,
    }


def _rows(adoption: Adoption) -> dict[str, list[dict]]:
    return {
        "steps": [
            {**_words(row, "name", row.own), "when": f"{row.done_on:%Y-%m}"}
            for row in adoption.steps.all()
            if row.done_on
        ],
        "results": [
            {
                **_words(row, "name", row.own),
                **_words(row, "unit", row.own_unit),
                "before": row.before,
                "after": row.after,
            }
            for row in adoption.results.all()
            if row.after is not None
        ],
        "funding": [
            {"kind": row.kind, "amount_som": row.spent_som, f"name_{adoption.lang}": row.name}
            for row in adoption.budget.all()
        ],
    }


def _words(row, name: str, own: str) -> dict[str, str]:
    """Own words in the language of the adoption, else the copied ones in all three."""
    if own:
        return {f"{name}_{row.adoption.lang}": own[:200]}
    return {f"{name}_{code}": getattr(row, f"{name}_{code}") for code in LANGUAGES}
