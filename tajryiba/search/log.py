"""What was asked, counted by month; nothing of who asked, when exactly, from where. For the needs analysis.

Counts gather in the process and are written together, so that a page of results does not wait for the database; what a
killed process had not written yet is lost, which a statistic can bear. A question that holds an e-mail address or a
long number is not kept at all.
"""

import logging
import re
import threading
import time
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import F, Q, Sum
from django.utils import timezone

from tajryiba.core.logs import masked

from .models import AskedQuery
from .results import Results

log = logging.getLogger("tajryiba.search")

LONGEST = 200
LONG_NUMBER = re.compile(r"\d{7,}")
MANY = 200  # different questions that wait at most
LAST_RANK = 100
OFTEN = 5  # a question is shown to others only when it was asked so often: a rare one may name a person
RELATED_MONTHS = 6
STEM = 5

UPSERT = """
INSERT INTO search_askedquery (month, lang, text, asked, found, topic, clicks, clicked_ranks)
VALUES (%s, %s, %s, %s, %s, %s, 0, 0)
ON CONFLICT (month, lang, text) DO UPDATE SET
asked = search_askedquery.asked + excluded.asked, found = excluded.found, topic = excluded.topic
"""


@dataclass
class _Counts:
    asked: int = 0
    found: int = 0
    topic: int | None = None


@dataclass
class _Buffer:
    counts: dict[tuple[date, str, str], _Counts] = field(default_factory=dict)
    since: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


_buffer = _Buffer()


def normalised(text: str) -> str:
    """The question as it is counted: lower case, single spaces; "" for one that must not be kept."""
    plain = " ".join(text.lower().split())[:LONGEST]
    return "" if masked(plain) != plain or LONG_NUMBER.search(plain.replace(" ", "")) else plain


def remember(results: Results) -> None:
    """Count a question; a reader's page does not fail for it."""
    if not (text := normalised(results.parsed.text)) or not results.ready:
        return
    month = timezone.localdate().replace(day=1)
    topics = results.facets.get("topic", {})
    with _buffer.lock:
        counts = _buffer.counts.setdefault((month, results.lang, text), _Counts())
        counts.asked += 1
        counts.found = 0 if results.partial else results.total
        counts.topic = int(max(topics, key=topics.get)) if topics else None
        now = time.monotonic()
        _buffer.since = _buffer.since or now
        due = now - _buffer.since >= settings.SEARCH_LOG_SECONDS or len(_buffer.counts) >= MANY
    if due:
        flush()


def flush() -> None:
    """Write what has gathered."""
    with _buffer.lock:
        waiting, _buffer.counts, _buffer.since = _buffer.counts, {}, 0.0
    rows = [(*key, counts.asked, counts.found, counts.topic) for key, counts in sorted(waiting.items())]
    try:
        with connection.cursor() as cursor:
            cursor.executemany(UPSERT, rows)
    except DatabaseError:
        log.warning("questions not counted", extra={"questions": len(rows)})


def opened(*, text: str, lang: str, rank: int) -> None:
    """A result was opened at place `rank`. Only a question that was counted this month is known."""
    if 1 <= rank <= LAST_RANK and (plain := normalised(text)):
        asked = AskedQuery.objects.filter(month=timezone.localdate().replace(day=1), lang=lang, text=plain)
        asked.update(clicks=F("clicks") + 1, clicked_ranks=F("clicked_ranks") + rank)


def related(text: str, lang: str, limit: int = 6) -> list[str]:
    """What many others asked with one of these words, and found."""
    plain = normalised(text)
    stems = {word[:STEM] for word in plain.split() if len(word) > 2}
    if not stems:
        return []
    today = timezone.localdate()
    since = date(today.year + (today.month - RELATED_MONTHS - 1) // 12, (today.month - RELATED_MONTHS - 1) % 12 + 1, 1)
    rows = AskedQuery.objects.filter(lang=lang, month__gte=since, found__gt=0).exclude(text=plain)
    rows = rows.filter(_any_of(stems))
    often = rows.values("text").annotate(times=Sum("asked")).filter(times__gte=OFTEN).order_by("-times", "text")
    return [row["text"] for row in often[:limit]]


def _any_of(stems: set[str]) -> Q:
    condition = Q()
    for stem in stems:
        condition |= Q(text__contains=stem)
    return condition
