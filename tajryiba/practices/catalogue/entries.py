"""Reading practices out of the database for the index, in a constant number of queries."""

from collections import defaultdict

from tajryiba.core.languages import LANGUAGES, fallback_order

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


def load_entries(since: int = -1) -> tuple[dict[int, Entry], set[int]]:
    """Entries changed after change number `since` (−1: all), and the keys of those that are no longer public."""
    practices = Practice.objects.filter(catalogue_seq__gt=since) if since >= 0 else Practice.objects.published()
    rows = list(practices.values_list(*FIELDS, named=True))
    wanted = practices.values("pk")
    topics, units, texts = _topics(wanted), _units(wanted), _texts(wanted)
    entries = {row.pk: _entry(row, topics[row.pk], units[row.pk], texts[row.pk]) for row in rows if row.is_public}
    return entries, {row.pk for row in rows if not row.is_public}


def _topics(wanted) -> dict[int, list[int]]:
    found = defaultdict(list)
    for practice, topic in Practice.other_topics.through.objects.filter(practice_id__in=wanted).values_list(
        "practice_id", "topic_id"
    ):
        found[practice].append(topic)
    return found


def _units(wanted) -> dict[int, list[tuple]]:
    """(oblast, district, population) of each unit of a practice."""
    found = defaultdict(list)
    links = Practice.units.through.objects.filter(practice_id__in=wanted)
    columns = ("practice_id", "unit__oblast_id", "unit__district_id", "unit__population")
    for practice, *facts in links.values_list(*columns):
        found[practice].append(tuple(facts))
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
    populations = [population for _oblast, _district, population in units]
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
        oblasts=_unique(oblast for oblast, _district, _population in units),
        districts=_unique(district for _oblast, district, _population in units),
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
