"""From the rows to the engine: by the sequence of changes, or all anew when there is nothing to go on from."""

import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import groupby

from django.conf import settings
from django.db import connection
from django.utils import timezone

from .engines.base import Engine, EngineError, IndexDocument, Key, Position
from .models import FIELDS, Change, Entry, State

log = logging.getLogger("tajryiba.search")

CHUNK = 500
MANY_CHANGES = 20_000  # to build anew is quicker then
SOON = 200  # changes that a search itself brings in when the worker has not yet
SMALL = 5_000  # rows out of which a search itself builds a missing index
KEPT = timedelta(days=30)
KEPT_CHANGES = 1_000

COLUMNS = (
    *("content_type_id", "object_id", "lang", "kind", "visible", "topics", "units", "year", "fresh_on", "popularity"),
    *(f"{name}_tokens" for name in FIELDS),
)


def newest() -> Position:
    """The last change of the rows; one query."""
    row = State.objects.filter(pk=1).values_list("seq", "stamp").first()
    return Position(*row) if row else Position(0, "none")


def bring_up(engine: Engine) -> bool:
    """For the worker: bring the engine to the last change, or build it anew when it is missing, damaged, of another
    schema or of another history. False when another process is at it.
    """
    at, now = engine.position(), newest()
    if at == now:
        return True
    if at is None or not _continues(at, now) or now.seq - at.seq > MANY_CHANGES:
        return rebuild(engine)
    return _follow(engine)


def bring_up_soon(engine: Engine) -> bool:
    """For a search: True when the engine knows everything, if need be after bringing in the little that is missing.

    So what was published is found at once, also where no worker runs. In an unfinished transaction nothing is brought
    in: the engine must not learn what may never be.
    """
    at, now = engine.position(), newest()
    if at == now:
        return True
    if connection.in_atomic_block and not settings.SEARCH_IN_TRANSACTION:
        return False
    if at is None or not _continues(at, now):
        return Entry.objects.count() <= SMALL and rebuild(engine)
    return now.seq - at.seq <= SOON and _follow(engine)


def rebuild(engine: Engine) -> bool:
    """Build the engine's index anew out of the rows, aside; people search the old one until it is ready. What changed
    meanwhile is brought in at the end. False when another process is at it.
    """
    with engine.writing("build") as mine:
        if not mine:
            return False
        position = newest()
        engine.replace_all(all_documents(), position)
    return _follow(engine)


def _continues(at: Position, now: Position) -> bool:
    """Whether the engine stands at a change of this database."""
    return at.seq < now.seq and Change.objects.filter(seq=at.seq, stamp=at.stamp).exists()


def _follow(engine: Engine) -> bool:
    with engine.writing() as mine:
        if not mine:
            return False
        try:
            while (at := engine.position()) is not None and at != newest():
                changes = list(Change.objects.filter(seq__gt=at.seq).order_by("seq")[:CHUNK])
                if not changes:
                    return False
                keys = list(dict.fromkeys((change.content_type_id, change.object_id) for change in changes))
                last = changes[-1]
                engine.apply(keys, documents_of(keys), Position(last.seq, last.stamp))
        except EngineError as error:
            log.warning("search engine not brought up", extra={"cause": str(error)})
            return False
    return at is not None


def documents_of(keys: Iterable[Key]) -> list[IndexDocument]:
    """Documents of these objects; one that has no rows any more has none. A query for each kind."""
    by_type: dict[int, list[int]] = {}
    for content_type, pk in keys:
        by_type.setdefault(content_type, []).append(pk)
    made = []
    for content_type, pks in by_type.items():
        made += _documents(Entry.objects.filter(content_type_id=content_type, object_id__in=pks))
    return made


def all_documents() -> Iterator[IndexDocument]:
    yield from _documents(Entry.objects.all())


def _documents(rows) -> Iterator[IndexDocument]:
    rows = rows.order_by("content_type_id", "object_id", "lang").values_list(*COLUMNS, named=True)
    for key, group in groupby(rows.iterator(chunk_size=1000), lambda row: (row.content_type_id, row.object_id)):
        yield as_document(key, list(group))


def as_document(key: Key, rows: list) -> IndexDocument:
    """One document out of the rows of an object in its languages; facts are the same in each."""
    first = rows[0]
    fields = [[getattr(row, f"{name}_tokens") for name in FIELDS] for row in rows]
    return IndexDocument(
        key=key,
        kind=first.kind,
        langs=tuple(row.lang for row in rows),
        title=" ".join(title for title, *_rest in fields),
        text=" ".join(" ".join(filter(None, texts)) for texts in fields),
        visible=tuple(first.visible),
        topics=tuple(map(str, first.topics)),
        units=tuple(map(str, first.units)),
        year=str(first.year or ""),
        fresh_on=first.fresh_on,
        popularity=first.popularity,
    )


def forget_old_changes() -> int:
    """Remove changes that every engine has long had; an engine that has not is built anew. Returns how many."""
    before = newest().seq - KEPT_CHANGES
    removed, _by_model = Change.objects.filter(at__lt=timezone.now() - KEPT, seq__lt=before).delete()
    return removed
