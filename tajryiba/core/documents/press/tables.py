"""How a table and a chart are laid out: widths of columns, which hold numbers, how long bars are."""

import math
import re

_NUMBER = re.compile(r"^[\s\u00a0\u202f]*[<>≈~±+−–-]?\s*\d[\d\s\u00a0\u202f.,:%‰×/–−-]*(?:\s*[^\W\d_]{1,4}\.?)?$")
NARROWEST, WIDEST = 5, 46  # letters
COLUMN_LETTERS = 52  # of a column of the page, in the small letters of a table


def widths(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Shares of the width: by the longest cell, with its length weighed down, and never less than the longest word."""
    shares = []
    for index in range(len(head)):
        cells = [head[index], *(row[index] for row in rows)]
        word = max((len(word) for cell in cells for word in cell.split()), default=1)
        longest = max(map(len, cells))
        shares.append(max(NARROWEST, min(word, 14), min(WIDEST, longest**0.85)))
    return [round(share, 1) for share in shares]


def numeric(rows: tuple[tuple[str, ...], ...], index: int) -> bool:
    """Whether a column holds numbers, and so is set to the right. The first one names the rows."""
    if index == 0:
        return False
    cells = [row[index] for row in rows if row[index].strip(" –—-")]
    return bool(cells) and sum(bool(_NUMBER.match(cell)) for cell in cells) >= 0.7 * len(cells)


def squared(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], tuple]:
    """Every row as long as the longest one."""
    count = max([len(head), *map(len, rows)], default=0)
    return _filled(head, count), tuple(_filled(row, count) for row in rows)


def _filled(row: tuple[str, ...], count: int) -> tuple[str, ...]:
    return (*map(str, row), *[""] * (count - len(row)))


def fits_column(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> bool:
    return len(head) <= 4 and sum(widths(head, rows)) <= COLUMN_LETTERS


def bars(rows: tuple[tuple[str, float], ...], language: str) -> list[dict]:
    """Rows of a chart: words, the value as it is printed, the length of the bar from 0 to 1."""
    known = [(str(label), float(value)) for label, value in rows if math.isfinite(float(value))]
    most = max((abs(value) for _label, value in known), default=0) or 1
    return [
        {"label": label, "value": number(value, language), "share": abs(value) / most, "negative": value < 0}
        for label, value in known
    ]


def number(value: float, language: str) -> str:
    """12345.5 → 12 345,5 (in English 12,345.5), with a true minus; at most two digits after the comma."""
    text = f"{abs(value):,.2f}".rstrip("0").rstrip(".")
    if language != "en":
        text = text.replace(",", "\u00a0").replace(".", ",")
    return f"−{text}" if value < 0 and text.strip("0.,") else text
