"""Ranking of practices for one municipality at 5,000 and 50,000 practices: the order alone, and the whole page.

Limit: p95 of the page at 50,000 is 150 ms on two cores, on SQLite and on PostgreSQL (set DATABASE_URL for the latter).
"""

import random
import statistics
import time

from django.db import connection

from bench._requests import guest, queries_of, visit
from bench.catalogue import grow
from tajryiba.practices.catalogue import index
from tajryiba.practices.catalogue.search import PAGE_SIZE
from tajryiba.practices.fit.ranking import Fit
from tajryiba.reference.models import Unit
from tajryiba.reference.profiles.enums import Infrastructure, SettlementKind, SpokenLanguage
from tajryiba.reference.profiles.models import FACTS, UnitProfile

SIZES = (5_000, 50_000)
LIMIT_MS = 150


def fill_profiles(dice: random.Random) -> list[Unit]:
    """Every municipality gets a made-up profile, in which each fact is unknown one time in five."""
    units = list(Unit.objects.municipalities().current())
    UnitProfile.objects.all().delete()
    UnitProfile.objects.bulk_create([UnitProfile(unit=unit, **_facts(dice)) for unit in units], batch_size=200)
    for unit in units:
        unit.population = dice.randrange(800, 60_000)
    Unit.objects.bulk_update(units, ["population"], batch_size=200)
    return units


def _facts(dice: random.Random) -> dict:
    values = {
        "settlement": dice.choice(SettlementKind.values),
        "highland": dice.random() < 0.3,
        "border": dice.random() < 0.2,
        "distance_km": dice.randrange(0, 120),
        "budget_som": dice.randrange(5_000_000, 300_000_000),
        "staff": dice.randrange(8, 90),
        "languages": dice.sample(SpokenLanguage.values, 2),
        "infrastructure": dice.sample(Infrastructure.values, 4),
    }
    known = {name: values[name] for name in FACTS if dice.random() < 0.8}
    return known | {f"{name}_source": "bench" for name in known}


def milliseconds(work, *arguments) -> float:
    started = time.perf_counter()
    work(*arguments)
    return (time.perf_counter() - started) * 1000


def page_of(current: index.Index, unit: Unit) -> list[int]:
    """The first page of all practices in the order of `unit`."""
    return current.pick(current.everything, Fit(current, unit).order(), 0, PAGE_SIZE)


def p95(times: list[float]) -> float:
    return round(statistics.quantiles(times, n=20)[-1], 1)


def measure(size: int, units: list[Unit], rounds: int, dice: random.Random) -> dict:
    grow(size)
    index.forget()
    current = index.current_index()
    chosen = [dice.choice(units) for _round in range(rounds)]
    addresses = [f"/ru/practices/?unit={unit.pk}&sort=fit" for unit in chosen]
    visit(addresses[0])
    orders = [milliseconds(lambda unit=unit: page_of(current, unit)) for unit in chosen]
    pages = [milliseconds(guest().get, address) for address in addresses]
    return {
        "database": connection.vendor,
        "practices": size,
        "order ms, median": round(statistics.median(orders), 1),
        "order ms, p95": p95(orders),
        "page ms, median": round(statistics.median(pages), 1),
        "page ms, p95": p95(pages),
        "limit ms": LIMIT_MS,
        "queries": queries_of(addresses[0]),
    }


def main(small: bool) -> list[dict]:
    dice = random.Random(7)
    units = fill_profiles(dice)
    return [measure(size, units, 40 if small else 300, dice) for size in (SIZES[:1] if small else SIZES)]
