"""Writing all rows anew: when the analysers changed, when search came to a database that had none, by hand.

Each batch is a transaction of its own, so people go on searching and publishing; a rebuild that was cut off goes on
where it was. Rows that are right already are not touched.
"""

from collections.abc import Callable, Iterator

from django.db import transaction

from .documents import Kind, kinds
from .domain import BATCH, ROWS_VERSION, drop_kind, refresh_keys, take_turn
from .models import Entry, State
from .vocabulary import recount_stems

Progress = Callable[[str, int, int], None]  # kind, objects done, of how many


def rows_are_current() -> bool:
    """Whether all rows were written by the rules of this code."""
    return State.objects.filter(pk=1, rows_version=ROWS_VERSION).exists()


def rebuild_rows(progress: Progress = lambda kind, done, total: None) -> int:
    """Bring every row up to date, kind by kind; returns how many objects changed."""
    state, _created = State.objects.get_or_create(pk=1)
    names = sorted(kind.name for kind in kinds())
    by_name = {kind.name: kind for kind in kinds()}
    changed = 0
    for name in names:
        if name >= state.rebuild_kind:
            after = state.rebuild_after if name == state.rebuild_kind else 0
            changed += _rebuild_kind(by_name[name], after, progress)
    for name in set(Entry.objects.order_by().values_list("kind", flat=True).distinct()) - set(names):
        changed += drop_kind(name)
    if state.rows_version != ROWS_VERSION:
        with transaction.atomic():
            take_turn()
            recount_stems()
    State.objects.filter(pk=1).update(rebuild_kind="", rebuild_after=0, rows_version=ROWS_VERSION)
    return changed


def _rebuild_kind(kind: Kind, after: int, progress: Progress) -> int:
    objects = kind.model._default_manager.order_by("pk")
    total, done, changed = objects.count(), objects.filter(pk__lte=after).count(), 0
    for keys in _batches(objects, after):
        with transaction.atomic():
            changed += refresh_keys(kind, keys)
            State.objects.filter(pk=1).update(rebuild_kind=kind.name, rebuild_after=keys[-1])
        done += len(keys)
        progress(kind.name, done, total)
    lost = Entry.objects.filter(kind=kind.name).exclude(object_id__in=objects.values("pk"))
    return changed + refresh_keys(kind, lost.values_list("object_id", flat=True))


def _batches(objects, after: int) -> Iterator[list[int]]:
    while keys := list(objects.filter(pk__gt=after).values_list("pk", flat=True)[:BATCH]):
        yield keys
        after = keys[-1]
