"""What a line of the list means: numbers, language, files. Refused with a sentence where it makes no sense."""

from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError
from tajryiba.core.folding import fold
from tajryiba.core.languages import LANGUAGES
from tajryiba.reference.models import Topic

from ..models import Rubric

YEARS = range(2011, 2101)
MONTHS = range(1, 13)
NUMBERS = range(1, 32_001)
PAGES = range(1, 2001)
LARGEST = 25 * 1024 * 1024  # as for every document: it is looked at before it is read into memory
SECONDS = {"month_to": "month", "number_to": "number", "through_number_to": "through_number"}  # of a double issue


@dataclass(frozen=True)
class OldArticle:
    title: str
    authors: str = ""
    rubric: Rubric | None = None
    topic: Topic | None = None
    page: int | None = None


@dataclass(frozen=True)
class OldIssue:
    """One issue in one language. `remarks` are what was left out, for the staff."""

    year: int
    month: int
    lang: str
    numbers: dict[str, int | None]  # month_to, number, number_to, through_number, through_number_to
    title: str = ""
    theme: str = ""
    pdf: Path | None = None
    cover: Path | None = None
    contents: tuple[OldArticle, ...] = ()
    remarks: tuple[str, ...] = field(default=())


class Names:
    """Rubrics and topics by slug and by every name that they have; made once for a run."""

    def __init__(self) -> None:
        self.rubrics = _by_name(Rubric.objects.all())
        self.topics = _by_name(Topic.objects.all())


def _by_name(rows) -> dict:
    return {
        fold(name): row
        for row in rows
        for name in (row.slug, *(getattr(row, f"name_{code}") for code in LANGUAGES))
        if fold(name)
    }


def understand(row: dict, folder: Path, names: Names) -> OldIssue:
    """A line of `lists.read_lists` → an issue. Looks whether its files are there. Raises DomainError."""
    lang = row["lang"].lower()
    if lang not in LANGUAGES:
        raise DomainError(_("The language is ky, ru or en."), code="language")
    numbers = {name: _number(row, name) for name in ("number", "through_number", *SECONDS)}
    issue = {"year": _number(row, "year", YEARS), "month": _number(row, "month", MONTHS)}
    for name, value in issue.items():
        if value is None:
            raise _wrong(name)
    _check_pairs(numbers | issue)
    articles, remarks = _articles(row.get("contents", []), names)
    return OldIssue(
        **issue,
        lang=lang,
        numbers=numbers,
        title=row.get("title", "")[:250],
        theme=row.get("theme", "")[:120],
        pdf=_file(row, "pdf", folder),
        cover=_file(row, "cover", folder),
        contents=articles,
        remarks=remarks,
    )


def _number(row: dict, name: str, allowed: range | None = None) -> int | None:
    """None for an empty cell; "№ 9", "09", "9.0" are 9."""
    text = row.get(name, "").lstrip("№# \u00a0").removesuffix(".0")
    allowed = allowed or (MONTHS if name.startswith("month") else NUMBERS)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) in allowed):
        raise _wrong(name)
    return int(text)


def _wrong(name: str) -> DomainError:
    return DomainError(_("Column «%(name)s»: this is no number that can stand there.") % {"name": name}, code=name)


def _check_pairs(numbers: dict) -> None:
    for last, first in SECONDS.items():
        if numbers[last] is not None and (numbers[first] is None or numbers[last] <= numbers[first]):
            raise _wrong(last)


def _file(row: dict, name: str, folder: Path) -> Path | None:
    """A file inside the folder, also when names hold `..` or a link leads elsewhere. Raises DomainError."""
    if not row.get(name):
        return None
    place = folder.resolve()
    try:
        path = (place / row[name]).resolve()
        fine = path.is_relative_to(place) and path.is_file()
    except (OSError, ValueError, RuntimeError):  # too long a name, a zero in it, links in a ring
        fine = False
    if not fine:
        raise DomainError(_("Column «%(name)s»: there is no such file in the folder.") % {"name": name}, code="no_file")
    if path.stat().st_size > LARGEST:
        raise DomainError(_("The document is larger than 25 MB. Make it smaller and send it again."), code="too_large")
    return path


def _articles(rows: list[dict], names: Names) -> tuple[tuple[OldArticle, ...], tuple[str, ...]]:
    """The contents of an issue; a rubric or a topic that nobody knows is left out, and said so."""
    articles, unknown = [], []
    for row in rows:
        if not row["title"]:
            continue
        rubric = names.rubrics.get(fold(row.get("rubric", "")))
        topics = [names.topics.get(fold(name)) for name in row.get("topics", "").replace(";", ",").split(",")]
        if rubric is None and row.get("rubric"):
            unknown.append(row["rubric"])
        articles.append(
            OldArticle(
                title=row["title"][:300],
                authors=row.get("authors", "")[:300],
                rubric=rubric,
                topic=next(filter(None, topics), None),
                page=_number(row, "page", PAGES),
            )
        )
    remark = _("Unknown rubrics were left out: %(names)s.") % {"names": ", ".join(dict.fromkeys(unknown))}
    return tuple(articles), (str(remark),) if unknown else ()
