"""Blocks that an upper app shows on a lower app's page (practices on the page of a unit), menu entries and account
panels.

A block is a function `(context: dict, obj) -> str` that returns safe HTML or "" when there is nothing to show.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from . import kept

_blocks: dict[str, list[tuple[int, Callable]]] = defaultdict(list)


def register(place: str, block: Callable, order: int = 100) -> None:
    """Show `block` at `place` ("reference.unit", "reference.topic", …); lower `order` comes first."""
    if all(known is not block for _, known in _blocks[place]):
        _blocks[place].append((order, block))
        _blocks[place].sort(key=lambda pair: pair[0])


def render(place: str, context: dict, obj=None) -> list[str]:
    """The HTML of every block at `place` that has something to show; on public pages kept while nothing changes."""
    return [html for _, block in _blocks[place] if (html := kept.draw(block, context, obj))]


@dataclass(frozen=True)
class MenuEntry:
    """A link of the masthead, footer or account menu; `url_name` is reversed in the language of the page."""

    key: str
    label: str
    url_name: str
    order: int = 100
    icon: str = ""


_menus: dict[str, dict[str, MenuEntry]] = defaultdict(dict)


def add_to_menu(menu: str, entry: MenuEntry) -> None:
    """Menus: "main", "footer", "footer_base", "account"."""
    _menus[menu][entry.key] = entry


def menu(name: str) -> list[MenuEntry]:
    return sorted(_menus[name].values(), key=lambda entry: entry.order)
