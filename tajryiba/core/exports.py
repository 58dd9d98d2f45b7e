"""Tables for people to take away. A cell that a spreadsheet would run as a formula is disarmed."""

import csv
import re
from collections.abc import Iterable
from io import StringIO

from django.http import HttpResponse

# With which characters a spreadsheet begins a formula; full-width forms are read as the plain ones by some.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# A spreadsheet told to part cells at another sign makes a cell out of what follows it.
INSIDE = re.compile(r"(?<=\S)([;|\t])[\s'\"]*([=+\-@＝＋－＠])")
BOM = "\ufeff"  # without it Excel takes Cyrillic for something else


def safe_cell(value):
    """Numbers as they are; text that could be run gets an apostrophe before it, wherever its first sign stands."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return value
    text = INSIDE.sub(r"\1 '\2", str(value).replace("\x00", ""))
    begins = text.lstrip(" \u00a0\u200b\ufeff'\"")
    return f"'{text}" if begins.startswith(FORMULA) or text.startswith(FORMULA) else text


def csv_text(head: Iterable, rows: Iterable[Iterable]) -> str:
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    for row in [head, *rows]:
        writer.writerow([safe_cell(value) for value in row])
    return BOM + out.getvalue()


def csv_response(name: str, head: Iterable, rows: Iterable[Iterable]) -> HttpResponse:
    """A file `name` to be saved, not opened in the page."""
    response = HttpResponse(csv_text(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
