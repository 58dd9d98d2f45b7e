"""Reading practices out of the database for the index, in a constant number of queries."""

from collections import defaultdict

from tajryiba.core.languages import LANGUAGES, fallback_order
from tajryiba.reference.enums import MUNICIPAL_KINDS
from tajryiba.reference.models import Unit
from tajryiba.reference.profiles.queries import UnitFacts, facts_of

from ..models import Practice, PracticeText
from .facets import Entry

FIELDS = (
    "pk",
    "is_public",
    "original_language",
    "main_topic_id",
    "year_from",
    "year_to",
    "cost_som",
    "population_served",
    "evidence_level",
    "participation",
    "budget",
    "origin",
    "published_at",
    "catalogue_seq",
)


def load_entries(since: int = -1) -> tuple[dict[int, Entry], set[int], dict[int, UnitFacts]]:
    """Entries changed after change number `since` (−1: all), the keys of those that are no longer public, and what is
    known of the municipalities where the changed ones were done.
    """
    practices = Practice.objects.filter(catalogue_seq__gt=since) if since >= 0 else Practice.objects.published()
    rows = list(practices.values_list(*FIELDS, named=True))
    wanted = practices.values("pk")
    topics, units, texts = _topics(wanted), _units(wanted), _texts(wanted)
    entries = {row.pk: _entry(row, topics[row.pk], units[row.pk], texts[row.pk]) for row in rows if row.is_public}
    links = Practice.units.through.objects.filter(practice_id__in=wanted)
    places = facts_of(Unit.objects.filter(pk__in=links.values("unit_id")))
    return entries, {row.pk for row in rows if not row.is_public}, places


def _topics(wanted) -> dict[int, list[int]]:
    found = defaultdict(list)
    for practice, topic in Practice.other_topics.through.objects.filter(practice_id__in=wanted).values_list(
        "practice_id", "topic_id"
    ):
        found[practice].append(topic)
    return found


def _units(wanted) -> dict[int, list[tuple]]:
    """(unit if it is a municipality, oblast, district, population) of each unit of a practice."""
    found = defaultdict(list)
    links = Practice.units.through.objects.filter(practice_id__in=wanted)
    columns = ("practice_id", "unit_id", "unit__kind", "unit__oblast_id", "unit__district_id", "unit__population")
    for practice, unit, kind, *facts in links.values_list(*columns):
        found[practice].append((unit if kind in MUNICIPAL_KINDS else None, *facts))
    return found


def _texts(wanted) -> dict[int, dict[str, tuple[str, bool]]]:
    """Language → (title, is the full text there)."""
    found = defaultdict(dict)
    texts = PracticeText.objects.filter(practice_id__in=wanted, live=True)
    for practice, lang, title, summary_only in texts.values_list("practice_id", "lang", "title", "summary_only"):
        found[practice][lang] = (title, not summary_only)
    return found


def _unique(values) -> tuple:
    return tuple(dict.fromkeys(value for value in values if value is not None))


def _entry(row, topics, units, texts) -> Entry:
    populations = [population for *_place, population in units]
    population = sum(populations) if populations and None not in populations else None
    people = row.population_served or population
    titles = {
        code: next((texts[found][0] for found in fallback_order(code, row.original_language) if found in texts), "")
        for code in LANGUAGES
    }
    return Entry(
        pk=row.pk,
        seq=row.catalogue_seq,
        topics=_unique([row.main_topic_id, *topics]),
        units=_unique(unit for unit, *_facts in units),
        oblasts=_unique(oblast for _unit, oblast, *_facts in units),
        districts=_unique(district for _unit, _oblast, district, _population in units),
        year=row.year_to or row.year_from,
        population=population,
        cost=row.cost_som,
        cost_per_resident=round(row.cost_som / people) if row.cost_som is not None and people else None,
        evidence=row.evidence_level,
        participation=tuple(row.participation),
        budget=tuple(row.budget),
        origin=row.origin,
        languages=tuple(sorted(code for code, (_title, full) in texts.items() if full)),
        published=row.published_at.timestamp() if row.published_at else 0.0,
        titles=titles,
    )
