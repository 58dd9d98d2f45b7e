"""What may already be here: practices and leads that a new title and place resemble.

The database picks the rows that share most beginnings of words, a finer measure puts them in order: a handful of
queries, whatever the size of the portal.
"""

from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from .leads.models import Lead
from .models import Practice, PracticeText
from .wording import likeness, stems

ENOUGH, ENOUGH_AT_THE_PLACE = 0.6, 0.34
SHOWN = 5
LONGEST_STEMS = 8
LOOKED_AT = 60


@dataclass(frozen=True)
class Likeness:
    """`what` is a PracticeText, a Practice (a draft of the staff) or a Lead; `score` is 0 … 1."""

    what: object
    score: float
    same_place: bool


def similar_texts(title: str, summary: str = "", unit=None) -> list[Likeness]:
    """Public practices that this title (and summary) may describe, the likest first, each practice once."""
    words = stems(f"{title} {summary}")
    rows = _sharing(PracticeText.objects.filter(live=True).select_related("practice__main_topic"), words, "folded")
    places = _units_of(unit, [text.practice_id for text in rows])
    best: dict[int, Likeness] = {}
    for text in rows:
        score = max(likeness(stems(title), stems(text.title)), likeness(words, stems(f"{text.title} {text.summary}")))
        found = Likeness(text, score, text.practice_id in places)
        if _is_enough(found) and score > getattr(best.get(text.practice_id), "score", 0):
            best[text.practice_id] = found
    return _first(list(best.values()))


def similar_drafts(title: str) -> list[Likeness]:
    """Practices that are not public yet, for the staff."""
    words = stems(title)
    drafts = Practice.objects.filter(is_public=False).order_by("-pk")[:500]
    found = [Likeness(draft, likeness(words, stems(draft.working_title)), False) for draft in drafts]
    return _first([one for one in found if _is_enough(one)])


def similar_leads(title: str, unit=None, but: int | None = None) -> list[Likeness]:
    """Other leads, also dropped ones: somebody may have found out already why it leads nowhere."""
    words = stems(title)
    rows = _sharing(Lead.objects.exclude(pk=but).select_related("unit"), words, "folded")
    pairs = ((lead, likeness(words, stems(lead.title))) for lead in rows)
    found = [Likeness(lead, score, bool(unit and lead.unit_id == unit.pk)) for lead, score in pairs]
    return _first([one for one in found if _is_enough(one)])


def _sharing(rows: QuerySet, words: frozenset[str], column: str) -> list:
    """Rows whose `column` holds most of `words`."""
    chosen = sorted(words, key=lambda word: (-len(word), word))[:LONGEST_STEMS]
    if not chosen:
        return []
    hits = Value(0, IntegerField())
    for word in chosen:
        hits = hits + Case(When(**{f"{column}__contains": word, "then": 1}), default=0, output_field=IntegerField())
    return list(rows.annotate(hits=hits).filter(hits__gt=0).order_by(F("hits").desc(), "-pk")[:LOOKED_AT])


def _units_of(unit, practices: list[int]) -> set[int]:
    """Those of `practices` that belong to the unit's lineage."""
    if unit is None or not practices:
        return set()
    return set(Practice.objects.filter(pk__in=practices).of_units(unit.lineage()).values_list("pk", flat=True))


def _is_enough(found: Likeness) -> bool:
    return found.score >= (ENOUGH_AT_THE_PLACE if found.same_place else ENOUGH)


def _first(found: list[Likeness]) -> list[Likeness]:
    return sorted(found, key=lambda one: (-one.same_place, -one.score))[:SHOWN]
