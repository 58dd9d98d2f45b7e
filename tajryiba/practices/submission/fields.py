"""What a question of a case is made of; the questions themselves are in `case.py`."""

from dataclasses import dataclass, replace

LONGEST = 20_000


@dataclass(frozen=True)
class Field:
    """`kind`: line, text, lines (one item a line), number, money, year, month, decimal, url, choice, many, unit.

    `why` tells the author what the reader does with it; `weight` is its share in the meter; `choices` is a list, or
    "topics".
    """

    name: str
    label: str
    kind: str = "line"
    hint: str = ""
    why: str = ""
    weight: int = 0
    required: bool = False
    snapshot: bool = False
    limit: int = 0
    choices: list | str | None = None


@dataclass(frozen=True)
class Group:
    """A table of rows, at most `most` of them; counts for the meter as one."""

    name: str
    label: str
    columns: tuple[Field, ...]
    most: int
    hint: str = ""
    why: str = ""
    weight: int = 0

    def row(self, number: int) -> tuple[Field, ...]:
        return tuple(replace(column, name=f"{self.name}-{number}-{column.name}") for column in self.columns)


@dataclass(frozen=True)
class Step:
    key: str
    label: str
    items: tuple[Field | Group, ...]
    lead: str = ""
