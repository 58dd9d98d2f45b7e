"""Rich text of a story as it is shown: links to pages of the portal resolved, notes numbered, everything cleaned."""

import re
from collections.abc import Iterable

import nh3
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.rich_text.rewriters import extract_attrs

from tajryiba.core.html import ALLOWED_TAGS, SCHEMES

from ..models import ArticlePage, IssuePage, NewsPage, StaticPage
from ..reading import MARK

PAGES = (ArticlePage, IssuePage, NewsPage, StaticPage)
TAGS = ALLOWED_TAGS | {"h2", "sup"}
ATTRIBUTES = {"a": {"href", "id", "aria-label"}}
_LINK = re.compile(r"<a\b([^>]*)>")
_PLACE = re.compile(r"r\d{1,3}(-\d{1,3})?")
_EMPTY = re.compile(r"<p>\s*</p>")


class Notes:
    """The notes of one story. A mark [^2] names the second note of the list; readers see numbers in the order in which
    the marks come, and the addresses (#n2, back to #r2) keep the author's number.
    """

    def __init__(self, texts: list[str], sources: Iterable[str]):
        marks = [int(number) for source in sources for number in MARK.findall(source)]
        marked = [number for number in dict.fromkeys(marks) if 0 < number <= len(texts)]
        rest = [number for number in range(1, len(texts) + 1) if number not in marked]
        self.numbers = {key: number for number, key in enumerate([*marked, *rest], start=1)}
        self.rows = [
            {"key": key, "text": texts[key - 1], "places": self.places(key, marks.count(key))} for key in self.numbers
        ]
        self._met: dict[int, int] = {}

    @staticmethod
    def places(key: int, times: int) -> list[str]:
        """Where its marks stand: r2, r2-2, …"""
        return [f"r{key}" if time == 1 else f"r{key}-{time}" for time in range(1, times + 1)]

    def link(self, source: str) -> str:
        """Marks that have a note become links; others stay as they were typed. Call in the order of the page."""
        return MARK.sub(self._link, source)

    def _link(self, found: re.Match) -> str:
        key = int(found[1])
        if key not in self.numbers:
            return found[0]
        self._met[key] = self._met.get(key, 0) + 1
        number, place = self.numbers[key], self.places(key, self._met[key])[-1]
        label = escape(_("Note %(number)s") % {"number": number})
        return f'<sup><a href="#n{key}" id="{place}" aria-label="{label}">{number}</a></sup>'


def _attribute(tag: str, name: str, value: str) -> str | None:
    """An id is only where the marks of notes stand."""
    return value if name != "id" or _PLACE.fullmatch(value) else None


def shown(source: str, addresses: dict[int, str], notes: Notes) -> str:
    """One piece, ready for the page. Whatever the source holds, the last step is the cleaning."""
    linked = notes.link(_with_addresses(source, addresses))
    clean = nh3.clean(
        linked, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None, attribute_filter=_attribute
    )
    return _EMPTY.sub("", clean)


def with_public_links(source: str) -> str:
    """For what is made outside of a story: a link to a public page gets its address, to any other it is none."""
    return _with_addresses(source, addresses_of(linked_pages([source])))


def _with_addresses(source: str, addresses: dict[int, str]) -> str:
    return _LINK.sub(lambda found: _resolved(found, addresses), source)


def _resolved(found: re.Match, addresses: dict[int, str]) -> str:
    """A link to a page of the portal gets its present address; to one that is not public any more it is no link."""
    attributes = extract_attrs(found[1])
    if "linktype" not in attributes:
        return found[0]
    address = addresses.get(_page_of(attributes), "")
    return f'<a href="{escape(address)}">' if address else "<a>"


def _page_of(attributes: dict[str, str]) -> int:
    number = attributes.get("id", "") if attributes["linktype"] == "page" else ""
    return int(number) if number.isdecimal() and len(number) < 19 else 0


def linked_pages(sources: Iterable[str]) -> set[int]:
    links = (extract_attrs(found) for source in sources for found in _LINK.findall(source))
    return {_page_of(attributes) for attributes in links if "linktype" in attributes} - {0}


def addresses_of(pages: set[int]) -> dict[int, str]:
    """Addresses of those of them that are public; a query for each kind of page, none without links."""
    if not pages:
        return {}
    rows = [page for model in PAGES for page in model.objects.live().filter(pk__in=pages).select_related("locale")]
    return {page.pk: page.address for page in rows}
