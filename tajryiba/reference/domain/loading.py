"""Loading of the starter registers. Safe to repeat: what an editor changed is never overwritten."""

from collections.abc import Iterable

from django.db import transaction

from tajryiba.audit.domain import record
from tajryiba.core.languages import LANGUAGES
from tajryiba.search import domain as search

from ..enums import TOP_KINDS, NameStatus, UnitKind
from ..models import Subtheme, Topic, Unit, UnitName
from .units import place, point_to_itself

# Parents before what lies in them.
LEVELS = (
    (UnitKind.COUNTRY,),
    TOP_KINDS,
    (UnitKind.DISTRICT,),
    (UnitKind.CITY,),
    (UnitKind.AIYL_AIMAK, UnitKind.SETTLEMENT, UnitKind.CITY_DISTRICT),
)
# Facts that make sense only together: filled together, and only when the first of them is empty.
GROUPS = (("lat", "lon", "coordinates_of"), ("population", "population_source", "population_year"))


@transaction.atomic
def load_register(units: list[dict]) -> int:
    """Load the register from before the reform; returns how many units are new. Records one event if any are.

    A unit is known by its code. A fact is filled only in a new unit, or where the known one has none.
    """
    known = {unit.code: unit for unit in Unit.objects.exclude(code=None)}
    _fill_units([facts for facts in units if facts["code"] in known], known)
    new = [facts for facts in units if facts["code"] not in known]
    for kinds in LEVELS:
        _create_level([facts for facts in new if facts["kind"] in kinds], known)
    if new:
        record("reference.register_loaded", units=len(new))
        search.refresh(*(known[facts["code"]] for facts in new))
    return len(new)


def _create_level(rows: list[dict], known: dict[str, Unit]) -> None:
    units = Unit.objects.bulk_create([_new_unit(facts, known) for facts in rows])
    known.update({unit.code: unit for unit in units})
    Unit.objects.bulk_update([unit for unit in units if point_to_itself(unit)], ["oblast", "district"])
    UnitName.objects.bulk_create(
        UnitName(unit=known[facts["code"]], act=name["act"], **{f"name_{code}": name[code] for code in LANGUAGES})
        for facts in rows
        for name in facts.get("former_names", ())
    )


def _new_unit(facts: dict, known: dict[str, Unit]) -> Unit:
    unit = Unit(
        code=facts["code"],
        kind=facts["kind"],
        name_status=facts.get("name_status", NameStatus.OFFICIAL),
        register_pre_reform=True,
    )
    for group in GROUPS:
        _copy(unit, facts, group)
    former = " ".join(name[code] for name in facts.get("former_names", ()) for code in LANGUAGES)
    unit.set_names(former, **{code: facts.get(f"name_{code}", "") for code in LANGUAGES})
    place(unit, known[facts["parent"]] if facts["parent"] else None)
    return unit


def _fill_units(rows: list[dict], known: dict[str, Unit]) -> None:
    """Only what is empty; a name in a language where the unit has none belongs to a renamed unit and stays away."""
    changed = []
    for facts in rows:
        unit = known[facts["code"]]
        groups = [group for group in GROUPS if getattr(unit, group[0]) is None and facts.get(group[0]) is not None]
        for group in groups:
            _copy(unit, facts, group)
        if groups:
            changed.append(unit)
    Unit.objects.bulk_update(changed, [field for group in GROUPS for field in group])


def _copy(obj, facts: dict, fields: Iterable[str]) -> None:
    for field in fields:
        if (value := facts.get(field)) is not None:
            setattr(obj, field, value)


TOPIC_TEXTS = tuple(f"{name}_{code}" for name in ("name", "description") for code in LANGUAGES) + (
    "icon",
    "illustration",
)


@transaction.atomic
def load_topics(topics: list[dict]) -> int:
    """Load the topics with their subthemes; returns how many are new. A topic is known by its slug.

    In a known topic only empty texts are filled, and subthemes only if it has none.
    """
    known = {topic.slug: topic for topic in Topic.objects.all()}
    with_subthemes = set(Subtheme.objects.values_list("topic__slug", flat=True))
    new = [facts for facts in topics if facts["slug"] not in known]
    for facts in topics:
        topic = known.get(facts["slug"]) or Topic(slug=facts["slug"], order=facts["order"])
        empty = [field for field in TOPIC_TEXTS if not getattr(topic, field) and facts.get(field)]
        _copy(topic, facts, empty)
        if empty or topic.pk is None:
            topic.save()
        if topic.slug not in with_subthemes:
            _create_subthemes(topic, facts.get("subthemes", ()))
        known[topic.slug] = topic
    search.refresh(*known.values())
    if new:
        record("reference.topics_loaded", topics=len(new))
    return len(new)


def _create_subthemes(topic: Topic, names: Iterable[dict]) -> None:
    Subtheme.objects.bulk_create(
        Subtheme(topic=topic, order=order, **{f"name_{code}": name.get(code, "") for code in LANGUAGES})
        for order, name in enumerate(names, start=1)
    )
