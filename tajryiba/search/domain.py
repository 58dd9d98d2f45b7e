"""The verbs of search: `refresh` is called by the domain verbs of other apps, in their transaction."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Model

from tajryiba.core import jobs

from .analysis import document_tokens
from .documents import Document, Kind, Text, kind_of
from .models import FIELDS, Change, Entry, State, new_stamp
from .vocabulary import count_words

FEED = "tajryiba.search.tasks.feed"
SHARED = ("kind", "visible", "topics", "units", "year", "fresh_on", "popularity")
COLUMNS = (*SHARED, "url", *FIELDS, *(f"{name}_tokens" for name in FIELDS), "digest")
BATCH = 200
ROWS_VERSION = 5  # raise it when the same words give other tokens: `rebuild_search` then writes every row anew


@transaction.atomic
def refresh(*objects: Model) -> int:
    """Bring the rows of these objects up to what they are now; an object that nobody may find loses its rows.

    Call it in the transaction of every verb that publishes, changes or takes down. Objects are read anew, so one that
    is out of date does no harm. Returns how many objects really changed; the engines are told of those, once, on
    commit. Raises LookupError for a model that nobody registered.
    """
    by_kind: dict[Kind, list[int]] = defaultdict(list)
    for obj in objects:
        by_kind[kind_of(type(obj))].append(obj.pk)
    return sum(refresh_keys(kind, keys) for kind, keys in by_kind.items())


@transaction.atomic
def refresh_keys(kind: Kind, keys: Iterable[int]) -> int:
    """`refresh` for the objects of one kind by their keys; a key without an object is forgotten."""
    keys = list(dict.fromkeys(keys))
    changed = 0
    take_turn()
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        found = {obj.pk: kind.document(obj) for obj in kind.rows().filter(pk__in=batch)}
        changed += _write(kind, {key: found.get(key) for key in batch})
    return changed


@transaction.atomic
def forget(*objects: Model) -> int:
    """Take the rows of these objects away, for a verb that deletes them. Returns how many had rows."""
    by_kind: dict[Kind, list[int]] = defaultdict(list)
    for obj in objects:
        by_kind[kind_of(type(obj))].append(obj.pk)
    take_turn()
    return sum(_write(kind, dict.fromkeys(keys)) for kind, keys in by_kind.items())


@transaction.atomic
def drop_kind(name: str) -> int:
    """Take away the rows of a kind that no app registers any more; returns how many objects had rows."""
    take_turn()
    rows = list(Entry.objects.filter(kind=name))
    by_type: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        by_type[row.content_type_id].append(row.object_id)
    for content_type, keys in by_type.items():
        _number_changes(content_type, list(dict.fromkeys(keys)))
    count_words(removed=map(_words_of, rows), added=())
    Entry.objects.filter(kind=name).delete()
    jobs.kick(FEED)
    return sum(len(set(keys)) for keys in by_type.values())


def _write(kind: Kind, documents: dict[int, Document | None]) -> int:
    """Compare with the rows that are there; write, remove, count words, number the changes."""
    content_type = ContentType.objects.get_for_model(kind.model, for_concrete_model=False)
    there = defaultdict(dict)
    for row in Entry.objects.filter(content_type=content_type, object_id__in=documents).order_by("pk"):
        there[row.object_id][row.lang] = row
    new, changed, gone, before = [], [], [], []
    for key, document in documents.items():
        wanted = document.texts if document else {}
        gone += [row for lang, row in there[key].items() if lang not in wanted]
        for lang, text in wanted.items():
            row = there[key].get(lang) or Entry(content_type=content_type, object_id=key, lang=lang)
            old = _words_of(row)
            if _fill(row, kind, document, text):
                (changed if row.pk else new).append(row)
                before.append(old)
    touched = list(dict.fromkeys(row.object_id for row in (*new, *changed, *gone)))
    if not touched:
        return 0
    _number_changes(content_type.pk, touched)
    count_words(removed=[*before, *map(_words_of, gone)], added=map(_words_of, (*new, *changed)))
    Entry.objects.filter(pk__in=[row.pk for row in gone]).delete()
    Entry.objects.bulk_create(new)
    Entry.objects.bulk_update(changed, COLUMNS, batch_size=50)
    jobs.kick(FEED)
    return len(touched)


def _words_of(row: Entry) -> tuple[tuple[str, ...], str]:
    """Who may find the row, and its tokens: what the count of words depends on."""
    return tuple(row.visible), row.tokens()


def _fill(row: Entry, kind: Kind, document: Document, text: Text) -> bool:
    """Put what the object is now into the row; False when the row says so already."""
    shared = {
        "kind": kind.name,
        "visible": sorted(document.visible),
        "topics": sorted(set(document.topics)),
        "units": sorted(set(document.units)),
        "year": document.year,
        "fresh_on": document.fresh_on,
        "popularity": document.popularity,
        "url": text.url,
    }
    words = {name: getattr(text, name).replace("\0", " ") for name in FIELDS}
    digest = hashlib.md5(repr((ROWS_VERSION, shared, words)).encode(), usedforsecurity=False).hexdigest()
    if row.digest == digest:
        return False
    for name, value in shared.items():
        setattr(row, name, value)
    for name, value in words.items():
        setattr(row, name, value)
        setattr(row, f"{name}_tokens", " ".join(document_tokens(value, row.lang)))
    row.digest = digest
    return True


def take_turn() -> None:
    """Lock the one row of State until commit, before anything is read: whoever writes next sees what this one wrote, so
    words are counted right and numbers appear in the order of commits.
    """
    State.objects.get_or_create(pk=1)
    State.objects.select_for_update().get(pk=1)


def _number_changes(content_type: int, keys: list[int]) -> None:
    """Give every change its number."""
    State.objects.filter(pk=1).update(seq=F("seq") + len(keys), stamp=(stamp := new_stamp()))
    last = State.objects.values_list("seq", flat=True).get(pk=1)
    first = last - len(keys) + 1
    Change.objects.bulk_create(
        [
            Change(seq=first + place, stamp=stamp, content_type_id=content_type, object_id=key)
            for place, key in enumerate(keys)
        ]
    )
