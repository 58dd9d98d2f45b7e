"""Folders of old issues: lists, small PDFs, covers."""

import csv
from io import StringIO
from pathlib import Path

from wagtail.contrib.redirects.models import Redirect

from tajryiba.magazine.models import ArchiveImport
from tests.factories import media

COLUMNS = ("year", "month", "month_to", "number", "number_to", "through_number", "through_number_to")
COLUMNS += ("lang", "title", "theme", "pdf", "cover")
CONTENTS = ("year", "month", "lang", "title", "authors", "rubric", "page", "topics")


def a_folder(place: Path, issues: list[dict], contents: list[dict] = (), *, encoding="utf-8", delimiter=";") -> Path:
    """`place` with the two lists and a file for each name that they hold."""
    place.mkdir(parents=True, exist_ok=True)
    (place / "issues.csv").write_bytes(_table(COLUMNS, issues, delimiter).encode(encoding))
    if contents:
        (place / "contents.csv").write_bytes(_table(CONTENTS, contents, delimiter).encode(encoding))
    cover = media.picture()
    for row in issues:
        if row.get("pdf"):
            words = f"Issue {row['year']} {row['month']} {row['lang']} speaks of water"
            (place / row["pdf"]).write_bytes(media.pdf(text=words))
        if row.get("cover"):
            (place / row["cover"]).write_bytes(cover)
    return place


def _table(columns, rows, delimiter: str) -> str:
    out = StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def months(wanted: int, *, files: bool = True) -> list[dict]:
    """Rows of so many issues in turn, from January 2013 on, each in Kyrgyz and Russian."""
    rows = []
    for index in range(wanted):
        year, month, lang = 2013 + index // 24, index // 2 % 12 + 1, ("ky", "ru")[index % 2]
        row = {"year": year, "month": month, "lang": lang, "number": month, "through_number": index // 2 + 1}
        rows.append(row | ({"pdf": f"{year}-{month:02}-{lang}.pdf"} if files else {}))
    return rows


def contents_of(issues: list[dict], each: int = 3) -> list[dict]:
    return [
        {
            "year": row["year"],
            "month": row["month"],
            "lang": row["lang"],
            "title": f"Макала {number} · {row['year']}-{row['month']}",
            "authors": "А. Токтоматова",
            "rubric": "Горячая тема",
            "page": number * 4,
        }
        for row in issues
        for number in range(1, each + 1)
    ]


def addresses() -> dict[str, dict]:
    """Arguments of the addresses of the archive, the feeds and the redirects, for the matrix of permissions."""
    return {
        "archive_import": {"pk": ArchiveImport.objects.create(folder="/old").pk},
        "feed_": {"lang": "ru", "form": "rss"},
        "feed_rubric": {"slug": "hot"},
        "wagtailredirects": {"redirect_id": Redirect.objects.create(old_path="/old", redirect_link="/ru/news/").pk},
    }
