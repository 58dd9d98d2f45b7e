"""The print list: who gets how many copies of an issue, where and in which language. Apps that know readers of paper
(subscriptions, the client base) register a source; none is there yet.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from tajryiba.core.exports import safe_cell

from ..models import Issue
from .naming import issue_line

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (44, 60, 12, 12)


@dataclass(frozen=True)
class Copies:
    """Copies that go to one address."""

    name: str
    address: str
    lang: str
    copies: int


Source = Callable[[Issue], Iterable[Copies]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Call once, from `AppConfig.ready`. A source tells for an issue who gets how many copies."""
    _sources[name] = source


def connect() -> None:
    """Here the magazine's own sources will stand."""


def copies_of(issue: Issue) -> list[Copies]:
    """From all sources, without zeros, by language and name."""
    found = [row for source in _sources.values() for row in source(issue) if row.copies > 0]
    return sorted(found, key=lambda row: (row.lang, row.name, row.address))


def print_list(issue: Issue) -> bytes:
    """The list as XLSX in the active language: the issue, its print run, each address, the sum."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("Print list")[:31]
    rows = copies_of(issue)
    total = sum(row.copies for row in rows)
    run = issue.print_run
    sheet.append([safe_cell(issue_line(issue))])
    sheet.append([_("Print run"), run if run is not None else _("not given")])
    sheet.append([_("Copies in this list"), total])
    if run is not None:
        sheet.append([_("Left over"), run - total])
    sheet.append([])
    head = [_("Who"), _("Address"), _("Language"), _("Copies")]
    sheet.append(head)
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([safe_cell(row.name), safe_cell(row.address), row.lang, row.copies])
    if not rows:
        sheet.append([_("Nobody is in the list yet: subscriptions are not connected.")])
    for index, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    out = BytesIO()
    book.save(out)
    return out.getvalue()
