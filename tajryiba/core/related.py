"""Blocks that an upper app shows on a lower app's page (practices on the page of a unit), menu entries and account
panels.

A block is a function `(context: dict, obj) -> str` that returns safe HTML or "" when there is nothing to show.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from . import kept

_blocks: dict[str, list[tuple[int, Callable]]] = defaultdict(list)


def register(place: str, block: Callable, order: int = 100) -> None:
    """Show `block` at `place` ("reference.unit", "reference.topic", …); lower `order` comes first."""
    if all(known is not block for _, known in _blocks[place]):
        _blocks[place].append((order, block))
        _blocks[place].sort(key=lambda pair: pair[0])


def render(place: str, context: dict, obj=None) -> list[str]:
    """The HTML of every block at `place` that has something to show; on public pages kept while nothing changes."""
    return [html for _, block in _blocks.get(place, ()) if (html := kept.draw(block, context, obj))]


@dataclass(frozen=True)
class MenuEntry:
    """A link of the masthead, footer or account menu; `url_name` is reversed in the language of the page. What has no
    name of an address (a page that editors wrote) has its `address`.
    """

    key: str
    label: str
    url_name: str
    order: int = 100
    icon: str = ""
    address: str = ""

    @property
    def url(self) -> str:
        return self.address or reverse(self.url_name)


_menus: dict[str, dict[str, MenuEntry]] = defaultdict(dict)
_sources: dict[str, list[Callable[[], list[MenuEntry]]]] = defaultdict(list)


def add_to_menu(menu: str, entry: MenuEntry) -> None:
    """Menus: "main", "footer", "footer_base", "account"."""
    _menus[menu][entry.key] = entry


def extend_menu(menu: str, source: Callable[[], list[MenuEntry]]) -> None:
    """Entries that are known only while the portal runs; `source` is asked on every page, so it must remember them."""
    if source not in _sources[menu]:
        _sources[menu].append(source)


def menu(name: str) -> list[MenuEntry]:
    """The entries that never change: also for pages that must not ask the database."""
    return sorted(_menus[name].values(), key=lambda entry: entry.order)


def whole_menu(name: str) -> list[MenuEntry]:
    """These, and what the sources know now."""
    known = [*_menus[name].values(), *(entry for source in _sources[name] for entry in source())]
    return sorted(known, key=lambda entry: entry.order)
