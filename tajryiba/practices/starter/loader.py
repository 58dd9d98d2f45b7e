"""The real practices that every new portal begins with: facts and texts of the TOML files beside this module.

Every file names its sources. A practice that is already there (by its `starter_key`) is left alone: editors may have
changed it.
"""

import tomllib
from pathlib import Path

from django.db import transaction

from tajryiba.core.html import paragraphs
from tajryiba.core.languages import LANGUAGES
from tajryiba.reference.models import Topic, Unit

from ..domain import create_practice, publish_text, write_text
from ..enums import SECTIONS, Origin, Translation
from ..models import Practice

FOLDER = Path(__file__).resolve().parent
PLAIN = (
    "country",
    "year_from",
    "year_to",
    "year_inferred",
    "cost_som",
    "population_served",
    "duration_months",
    "completeness",
)
ROWS = {"step": "steps", "result": "results", "participant": "participants", "funding": "funding"}


def load_practices(progress=None) -> int:
    """Create and publish the starter practices that are not there yet; returns how many. `progress(done,
    total)` is told.
    """
    files = sorted(FOLDER.glob("*.toml"), key=_telling)
    known = set(Practice.objects.filter(starter_key__isnull=False).values_list("starter_key", flat=True))
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    made = 0
    for number, path in enumerate(files, 1):
        if path.stem not in known:
            load_practice(_read(path), topics)
            made += 1
        if progress:
            progress(number, len(files))
    return made


def _read(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _telling(path: Path) -> tuple:
    """The last one loaded is the newest on the home page: a whole story of ours, with a figure, and recent."""
    data = _read(path)
    measured = any("after" in row for row in data.get("result", []))
    return data["kind"] == "domestic", data["completeness"] == "full", measured, data.get("year_to", 0), path.stem


@transaction.atomic
def load_practice(data: dict, topics: dict[str, Topic]) -> Practice:
    """One file → a published practice; raises KeyError or ValidationError when the file is wrong."""
    units = list(Unit.objects.filter(code__in=data.get("units", [])))
    if len(units) != len(data.get("units", [])):
        raise KeyError(f"{data['id']}: unknown unit among {data['units']}")
    main, *others = (topics[slug] for slug in data["topics"])
    practice = create_practice(
        **_facts(data),
        main_topic=main,
        units=units,
        other_topics=others,
        rows={relation: [_row(row) for row in data.get(key, [])] for key, relation in ROWS.items()}
        | {"sources": [{"url": url} for url in data["sources"]]},
    )
    for lang in sorted(data["text"], key=lambda code: code != practice.original_language):
        publish_text(text=write_text(practice=practice, lang=lang, **_words(data["text"][lang], lang, practice)))
    return practice


def _facts(data: dict) -> dict:
    return {
        **{name: data[name] for name in PLAIN if name in data},
        **_columns("place", data.get("place", {})),
        **_columns("cost_note", data.get("cost_note", {})),
        "starter_key": data["id"],
        "working_title": data["text"]["ru"]["title"],
        "origin": Origin(data["kind"]),
        "original_language": "ru",
        "participation": data["participation"],
        "budget": data["budget"],
        "evidence_level": data["evidence"],
    }


def _columns(name: str, words: dict) -> dict:
    return {f"{name}_{code}": words[code] for code in LANGUAGES if code in words}


def _row(row: dict) -> dict:
    plain = {
        key: str(row[key]) if key in ("before", "after") else row[key]
        for key in ("when", "before", "after", "kind", "amount_som")
        if key in row
    }
    return plain | _columns("name", row) | _columns("unit", row.get("unit", {}))


def _words(text: dict, lang: str, practice: Practice) -> dict:
    words = {name: paragraphs(text[name]) for name in SECTIONS if text.get(name)}
    return {
        **words,
        "title": text["title"],
        "summary": text["summary"],
        "summary_only": not words,
        # The starter translations await a native editor, and readers are told so.
        "translation": Translation.ORIGINAL if lang == practice.original_language else Translation.UNCHECKED,
    }
