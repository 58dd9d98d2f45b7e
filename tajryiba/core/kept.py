"""What a public page is made of, kept by each web process until a table that it was read from is written.

Works on pages marked `core.http.cacheable` only: they are the same for every guest, and they ask for the change
numbers before they load anything, so nothing kept can be newer by its number than by what it says.
"""

import time
from collections.abc import Callable, Hashable
from functools import cache
from typing import Any

from django.db.models import Model
from django.template.loader import render_to_string

from . import changes
from .bounded import BoundedStore

KEPT_SECONDS = 300  # for what changes without a write: the day, names on kept cards (practices/cards.py)
USUAL_SIZE = 4_000  # bytes, where nobody counts
_store = BoundedStore(max_entries=20_000, max_bytes=24_000_000)


def remember(key: Hashable, make: Callable[[], Any], *, rests_on: tuple[str, ...] = ()) -> Any:
    """What `make` returns, made anew when one of the tables that it read was written, or one of `rests_on`.

    `key` names everything else that `make` looks at. Whatever uses the result must leave it as it is. Outside of a
    cacheable page, and for what reads a table whose changes are not counted, `make` is called each time.
    """
    numbers = changes.known()
    if numbers is None:
        return make()
    kept = _store.get(key)
    if kept is not None:
        value, until, seen = kept
        if time.monotonic() < until and all(numbers.get(table, 0) == number for table, number in seen.items()):
            changes.count_as_read(seen)
            return value
    with changes.tables_read() as tables:
        changes.count_as_read(rests_on)
        value = make()
    if all(map(changes.is_shown, tables)):
        seen = {table: numbers.get(table, 0) for table in tables}
        _store.put(key, (value, time.monotonic() + KEPT_SECONDS, seen), _size(value))
    return value


def draw(block: Callable[[dict, Any], str], context: dict, obj) -> str:
    """The HTML of a related block, with the icons that it wants; kept for an address without a query."""
    request = context.get("request")
    if request is None or request.GET or context.get("is_preview") or changes.known() is None:
        return block(context, obj)
    is_row = isinstance(obj, Model)
    key = (block, request.scheme, request.get_host(), request.path, (type(obj), obj.pk) if is_row else None)
    own = (obj._meta.db_table,) if is_row else ()
    html, icons = remember(key, lambda: _drawn(block, context, obj, request), rests_on=own)
    request.icons_used = getattr(request, "icons_used", set()) | icons
    return html


@cache
def part(template: str) -> Callable[[dict, Any], str]:
    """A piece of a page as a block, to be kept like the blocks of other apps (tag `kept_part`)."""
    return lambda context, obj: render_to_string(template, context, request=context.get("request"))


def forget() -> None:
    """For tests and benches: everything is made anew."""
    _store.clear()


def _drawn(block, context: dict, obj, request) -> tuple[str, frozenset[str]]:
    """The block's icons apart from those that the page used before it."""
    before = getattr(request, "icons_used", set())
    request.icons_used = set()
    try:
        return block(context, obj), frozenset(request.icons_used)
    finally:
        request.icons_used |= before


def _size(value) -> int:
    html = value[0] if isinstance(value, tuple) and value and isinstance(value[0], str) else None
    return USUAL_SIZE if html is None else 2 * len(html) + 500
