"""Search at 1,000, 10,000 and 100,000 made documents: building, size, and time from a question to a page of results.

Documents are sentences of the starter content in other orders, with names of municipalities, half Kyrgyz, half Russian.
Limits at 100,000: whole pipeline p95 25 ms on tantivy (engine alone 5 ms), building with stemming 3 minutes, index not
larger than the text; PostgreSQL p95 200 ms (it is measured when DATABASE_URL names it).
"""

import gc
import random
import re
import statistics
import time
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace

from django.conf import settings
from django.db import connection

from tajryiba.practices.models import Practice, PracticeText
from tajryiba.reference.models import Topic, Unit
from tajryiba.search import feed, ranking
from tajryiba.search.analysis import parse_query
from tajryiba.search.documents import PUBLIC, Document, Kind, Text
from tajryiba.search.domain import refresh_keys
from tajryiba.search.engines import make_engine
from tajryiba.search.engines.base import Question
from tajryiba.search.models import FIELDS, Entry
from tajryiba.search.queries import find
from tajryiba.search.vocabulary import TableVocabulary

SIZES = (1_000, 10_000, 100_000)
FIRST = 10**9  # keys of made documents, far from the real ones
SENTENCES = (4, 9)
QUESTIONS = 300


@cache
def sentences() -> dict[str, list[str]]:
    """Of the starter content, by language."""
    found = {"ky": [], "ru": []}
    for text in PracticeText.objects.filter(live=True, lang__in=found):
        plain = re.sub(r"<[^>]+>", " ", f"{text.summary} {text.problem} {text.solution} {text.lessons}")
        found[text.lang] += [part.strip() for part in re.split(r"(?<=[.;])\s", plain) if 30 < len(part) < 400]
    return found


@cache
def places() -> list[Unit]:
    return list(Unit.objects.municipalities().select_related("oblast")[:300])


@cache
def topics() -> list[int]:
    return list(Topic.objects.values_list("pk", flat=True))


def made(number: int) -> Document:
    """The document with this number; the same each time."""
    dice = random.Random(number)
    lang = "ky" if number % 2 else "ru"
    parts = dice.choices(sentences()[lang], k=dice.randint(*SENTENCES))
    unit = dice.choice(places())
    name = getattr(unit, f"name_{lang}") or unit.name
    words = parts[0].split()
    start = dice.randrange(max(1, len(words) - 6))
    text = Text(" ".join([*words[start : start + 6], name]), f"/{lang}/", parts[0][:300], "\n".join(parts[1:]), name)
    units = tuple(pk for pk in (unit.pk, unit.oblast_id) if pk)
    return Document({lang: text}, (PUBLIC,), tuple(dice.sample(topics(), 2)), units, dice.randrange(2010, 2027))


@dataclass(frozen=True)
class Rows:
    """What a kind's `rows()` gives, without a table."""

    keys: tuple[int, ...] = ()

    def filter(self, pk__in):
        return [SimpleNamespace(pk=key) for key in pk__in]


KIND = Kind("practice", "made", Practice, lambda obj: made(obj.pk), Rows)


def grow(have: int, total: int) -> float:
    """Seconds to write the rows with their tokens and the words."""
    started = time.perf_counter()
    for start in range(have, total, 1000):
        refresh_keys(KIND, range(FIRST + start, FIRST + min(start + 1000, total)))
    return time.perf_counter() - started


def questions() -> list[tuple[str, str]]:
    """Two to four words of some document: as they stand, without ң ө ү, with a letter lost."""
    dice = random.Random(7)
    found = []
    while len(found) < QUESTIONS:
        lang = dice.choice(["ky", "ru"])
        words = [word.strip("«».,:;()") for word in dice.choice(sentences()[lang]).split()]
        words = [word for word in words if len(word) > 4 and word.isalpha()]
        if len(words) < 5:
            continue
        start = dice.randrange(len(words) - 3)
        text = " ".join(words[start : start + dice.randint(2, 4)])
        kind = len(found) % 3
        if kind == 1:
            text = text.translate(str.maketrans("ңөү", "ноу"))
        elif kind == 2:
            place = dice.randrange(1, len(text) - 1)
            text = text[:place] + text[place + 1 :]
        found.append((text, lang))
    return found


def percentiles(times: list[float]) -> tuple[float, float]:
    cuts = statistics.quantiles(times, n=100)
    return round(cuts[49] * 1000, 2), round(cuts[94] * 1000, 2)


def timed(ask) -> tuple[float, float]:
    asked = questions()
    for text, lang in asked[:30]:
        ask(text, lang)
    gc.collect()
    times = []
    for text, lang in asked:
        started = time.perf_counter()
        ask(text, lang)
        times.append(time.perf_counter() - started)
    return percentiles(times)


def size_of_text() -> int:
    rows = Entry.objects.values_list(*FIELDS)
    return sum(len(text.encode()) for row in rows.iterator(chunk_size=5000) for text in row)


def size_of_index(engine) -> int:
    if engine.name == "tantivy":
        return sum(path.stat().st_size for path in engine.folder.rglob("*") if path.is_file())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size(%s)", [engine.base])
        return cursor.fetchone()[0]


def measure(engine, total: int, rows_seconds: float) -> dict:
    started = time.perf_counter()
    feed.rebuild(engine)
    built = time.perf_counter() - started
    vocabulary = TableVocabulary(engine)
    parsed = {text: parse_query(text, vocabulary=vocabulary) for text, _lang in questions()}

    def engine_alone(text, lang):
        engine.search(Question(parsed[text], frozenset({PUBLIC}), lang=lang, limit=ranking.WINDOW, facets=False))

    whole = timed(lambda text, lang: find(text, lang=lang, engine=engine))
    alone = timed(engine_alone)
    return {
        "engine": engine.name,
        "documents": total,
        "rows with stemming s": round(rows_seconds, 1),
        "index s": round(built, 1),
        "index / text": round(size_of_index(engine) / max(1, size_of_text()), 2),
        "text MB": round(size_of_text() / 1e6, 1),
        "page p50 ms": whole[0],
        "page p95 ms": whole[1],
        "engine p50 ms": alone[0],
        "engine p95 ms": alone[1],
    }


HOSTILE = {
    "10 kB of text": "вода " * 2000,
    "10 kB of one word": "а" * 10_000,
    "SQL": "'; DROP TABLE search_entry; --",
    "operators": 'title:(a AND b) OR NOT "x" ~2 ^5 [1 TO 2] {a} | & ! * ? \\',
    "a regular expression": "(a+)+$" * 40,
    "NUL and controls": "су\0у\x01\x02\u202e\u200d",
    "emoji": "💧🚰" * 100,
    "16 words of no language": " ".join(f"{a}{b}щфлардагылардынкы" for a in "бвгд" for b in "жзкл"),
    "200 short words": " ".join(f"а{number}" for number in range(200)),
}


def hostile(engine, total: int) -> list[dict]:
    """Milliseconds of the slowest of three."""
    rows = []
    for what, text in HOSTILE.items():
        times = []
        for _round in range(3):
            started = time.perf_counter()
            find(text, lang="ru", engine=engine)
            times.append((time.perf_counter() - started) * 1000)
        rows.append({"engine": engine.name, "documents": total, "question": what, "page ms": round(max(times), 1)})
    return rows


def main(small: bool) -> list[dict]:
    names = ["tantivy"] + (["postgresql"] if connection.vendor == "postgresql" else [])
    engines = [make_engine(name, folder=settings.DATA_DIR / "search-bench", space="bench") for name in names]
    rows, have, seconds = [], 0, 0.0
    for size in SIZES[: 2 if small else 3]:
        seconds += grow(have, size)
        have = size
        rows += [measure(engine, size, seconds) for engine in engines]
    strange = [row for engine in engines for row in hostile(engine, have)]
    worst = {name: max(row["page ms"] for row in strange if row["engine"] == name) for name in names}
    return [row | {"hostile max ms": worst[row["engine"]] if row["documents"] == have else None} for row in rows]
