"""The two lists of a folder of old issues, as spreadsheet programs save them: UTF-8 or Windows-1251, `;` or `,`.

`issues.csv`: a line for each issue in a language. `contents.csv` (it may be absent): a line for each article.
"""

import csv
from collections import defaultdict
from io import StringIO
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError
from tajryiba.core.text import typed

ISSUES, CONTENTS = "issues.csv", "contents.csv"
NEEDED = {ISSUES: {"year", "month", "lang"}, CONTENTS: {"year", "month", "lang", "title"}}
MOST_BYTES = 5 * 1024 * 1024
MOST_LINES = 20_000
ENCODINGS = ("utf-8-sig", "cp1251")


def read_lists(folder: Path) -> list[dict]:
    """Lines of `issues.csv`, each with its articles under "contents" and its place in the file under "line".

    Values are plain words, nothing of them is understood yet. Reads two files, changes nothing. Raises DomainError
    when a list is missing, too large, or has not the columns that it needs.
    """
    articles = defaultdict(list)
    for row in _read(folder / CONTENTS) if (folder / CONTENTS).is_file() else []:
        articles[_key(row)].append({name: value for name, value in row.items() if name != "line"})
    return [row | {"contents": articles[_key(row)]} for row in _read(folder / ISSUES)]


def _key(row: dict) -> tuple[str, str, str]:
    return row["year"], row["month"].lstrip("0"), row["lang"].lower()


def _read(path: Path) -> list[dict]:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise DomainError(
            _("There is no file %(name)s in this folder.") % {"name": path.name}, code="no_list"
        ) from error
    if len(data) > MOST_BYTES:
        raise DomainError(_("The file %(name)s is larger than 5 MB.") % {"name": path.name}, code="too_large")
    rows = csv.reader(StringIO(_decoded(data, path.name), newline=""), delimiter=_delimiter(data))
    try:
        return _named(list(rows)[: MOST_LINES + 1], path.name)
    except csv.Error as error:
        raise _unreadable(path.name) from error


def _decoded(data: bytes, name: str) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unreadable(name)


def _delimiter(data: bytes) -> str:
    head = data.partition(b"\n")[0]
    return ";" if head.count(b";") >= head.count(b",") else ","


def _named(rows: list[list[str]], name: str) -> list[dict]:
    """A dict for each line that is not empty; numbers of lines as a spreadsheet counts them."""
    head = [column.strip().lower() for column in rows[0]] if rows else []
    missing = NEEDED[name] - set(head)
    if missing:
        raise DomainError(
            _("The file %(name)s has no column: %(columns)s.") % {"name": name, "columns": ", ".join(sorted(missing))},
            code="no_column",
        )
    return [
        {column: typed(value).strip() for column, value in zip(head, row, strict=False)}
        | dict.fromkeys(head[len(row) :], "")
        | {"line": line}
        for line, row in enumerate(rows[1:], start=2)
        if any(value.strip() for value in row)
    ]


def _unreadable(name: str) -> DomainError:
    return DomainError(
        _("The file %(name)s cannot be read. Save it as CSV in UTF-8 and try again.") % {"name": name},
        code="unreadable",
    )
