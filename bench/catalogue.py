"""Time of the catalogue with its facets at 100, 5,000 and 50,000 generated practices."""

import random
import time

from django.utils import timezone

from bench._requests import cpu_of, queries_of, visit
from tajryiba.core.folding import fold
from tajryiba.practices.catalogue import index
from tajryiba.practices.domain import next_catalogue_seq
from tajryiba.practices.enums import BudgetMechanism, Origin, Participation
from tajryiba.practices.models import Practice, PracticeResult, PracticeText
from tajryiba.reference.models import Topic, Unit
from tajryiba.search.documents import kind_of
from tajryiba.search.domain import refresh_keys
from tajryiba.search.engines import engine
from tajryiba.search.feed import bring_up

SIZES = (100, 5_000, 50_000)
ADDRESSES = {
    "all": "/ru/practices/",
    "two facets": "/ru/practices/?evidence=1&origin=domestic",
    "last page": "/ru/practices/?page=99999&sort=title",
    "words": "/ru/practices/?q=практика 77",
}


def grow(total: int) -> None:
    """Add generated practices until there are `total`; the same for the same seed."""
    have = Practice.objects.count()
    dice = random.Random(have)
    topics, units = list(Topic.objects.all()), list(Unit.objects.municipalities())
    now, seq = timezone.now(), next_catalogue_seq()
    practices = Practice.objects.bulk_create(
        [_practice(number, dice, topics, now, seq) for number in range(have, total)], batch_size=2000
    )
    links = Practice.units.through
    links.objects.bulk_create(
        [links(practice=practice, unit=dice.choice(units)) for practice in practices], batch_size=5000
    )
    PracticeText.objects.bulk_create([text for practice in practices for text in _texts(practice)], batch_size=2000)
    refresh_keys(kind_of(Practice), [practice.pk for practice in practices])
    PracticeResult.objects.bulk_create(
        [
            PracticeResult(practice=practice, name_ru="дворов с водой", after=dice.randrange(5000))
            for practice in practices
        ],
        batch_size=5000,
    )


def _practice(number: int, dice: random.Random, topics, now, seq: int) -> Practice:
    return Practice(
        working_title=f"Практика {number}",
        origin=dice.choice(Origin.values),
        main_topic=dice.choice(topics),
        year_to=dice.randrange(2005, 2027),
        participation=dice.sample(Participation.values, 2),
        budget=dice.sample(BudgetMechanism.values, 2),
        cost_som=dice.choice([None, dice.randrange(10**5, 10**7)]),
        population_served=dice.choice([None, dice.randrange(100, 60_000)]),
        evidence_level=dice.randrange(1, 5),
        is_public=True,
        published_at=now,
        changed_at=now,
        catalogue_seq=seq,
    )


def _texts(practice: Practice):
    for lang in ("ky", "ru"):
        title = f"{practice.working_title}: вода в каждый двор"
        yield PracticeText(practice=practice, lang=lang, title=title, summary=title, live=True, folded=fold(title))


def main(small: bool) -> list[dict]:
    rows = []
    for size in SIZES[: 2 if small else 3]:
        grow(size)
        index.forget()
        bring_up(engine())
        started = time.perf_counter()
        index.current_index()
        row = {"practices": size, "index s": round(time.perf_counter() - started, 3)}
        for what, address in ADDRESSES.items():
            visit(address)
            row |= {f"{what}: queries": queries_of(address), f"{what}: CPU ms": cpu_of(address, 10 if small else 40)}
        rows.append(row)
    return rows
