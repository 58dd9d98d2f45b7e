"""Links of the footer: static pages right below the home, with the tick «Show in menus», live in the page's language.

Each process remembers them for a minute, so that no page pays for them; the process that publishes forgets at once.
"""

import time

from django.db import DatabaseError

from tajryiba.core.languages import current_language
from tajryiba.core.related import MenuEntry

from ..models import StaticPage

SECONDS = 60
DEPTH = 3  # root, home, page
FIRST = 50  # after the entries of the apps

_kept: dict[str, tuple[MenuEntry, ...]] = {}
_until = 0.0


def links() -> list[MenuEntry]:
    """Entries in the language of the page; a database that does not answer leaves the footer without them."""
    if time.monotonic() >= _until:
        try:
            remember(_load())
        except DatabaseError:
            return []
    return list(_kept.get(current_language(), ()))


def remember(entries: dict[str, tuple[MenuEntry, ...]]) -> None:
    global _kept, _until
    _kept, _until = entries, time.monotonic() + SECONDS


def forget() -> None:
    global _until
    _until = 0.0


def _load() -> dict[str, tuple[MenuEntry, ...]]:
    found: dict[str, tuple[MenuEntry, ...]] = {}
    pages = StaticPage.objects.live().filter(depth=DEPTH, show_in_menus=True).select_related("locale")
    for place, page in enumerate(pages.order_by("path").only("title", "url_path", "locale", "path", "depth")):
        entry = MenuEntry(f"page-{page.pk}", page.title, "", order=FIRST + place, address=page.address)
        found[page.lang] = (*found.get(page.lang, ()), entry)
    return found
