"""The acts with which a new portal begins: cards without texts, from `npa.json`, each with its source.

Status and number are those that the source shows; what it does not show stays unknown and is said to be so.
"""

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from django.db import transaction

from tajryiba.reference.models import Topic

from ..addresses import recognise
from ..domain import create_act, publish_act, relate
from ..enums import ActKind, ActStatus, Body, RelationKind
from ..models import Act
from ..texts.recognising import references
from .summaries import SUMMARIES_KY

FILE = Path(__file__).with_name("npa.json")
KINDS = {
    "закон": ActKind.LAW,
    "кодекс": ActKind.CODE,
    "постановление": ActKind.RESOLUTION,
    "положение": ActKind.REGULATION,
    "приказ": ActKind.ORDER,
    "указ": ActKind.DECREE,
    "международный договор": ActKind.TREATY,
}
BODIES = {
    "Жогорку Кенеш КР": Body.PARLIAMENT,
    "Верховный Совет Республики Кыргызстан": Body.SUPREME_SOVIET,
    "Кабинет Министров КР": Body.CABINET,
    "Кабинет Министров КР (публикация gov.kg)": Body.CABINET,
    "Правительство КР": Body.GOVERNMENT,
    "Президент КР": Body.PRESIDENT,
    "ГАМСУМО": Body.MINISTRY,
    "Министерство финансов КР": Body.MINISTRY,
    "Совет Европы": Body.INTERNATIONAL,
}
NAMED_BODIES = {Body.SUPREME_SOVIET, Body.MINISTRY, Body.INTERNATIONAL}
# What the notes of the data say of a title that is not the official one.
NOT_OFFICIAL = (
    "не официальное",
    "описательное",
    "обратный перевод",
    "перевод с кыргызского",
    "не проверено",
    "сверить",
)
# What they say of a repeal that nobody has seen in a source.
NOT_SEEN = ("провер", "выведена")
# Relations that the titles and notes of the data name.
NAMED = (
    ("npa-40", RelationKind.AMENDS, "npa-02"),
    ("npa-41", RelationKind.AMENDS, "npa-02"),
    ("npa-29", RelationKind.AMENDS, "npa-28"),
    ("npa-08", RelationKind.RELATED, "npa-07"),
)


@cache
def rows() -> tuple[dict, ...]:
    return tuple(json.loads(FILE.read_text(encoding="utf-8")))


def load_acts(progress: Callable[[int, int], None] | None = None) -> int:
    """Load the acts that are not there yet; what editors changed stays. Returns how many are new."""
    known = set(Act.objects.exclude(starter_key=None).values_list("starter_key", flat=True))
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    new = [row for row in rows() if row["id"] not in known]
    for done, row in enumerate(new, start=1):
        _load(row, topics)
        if progress:
            progress(done, len(new))
    if new:
        _relate()
    return len(new)


@transaction.atomic
def _load(row: dict, topics: dict[str, Topic]) -> None:
    act = create_act(topics=[topics[slug] for slug in row["topics"] if slug in topics], **facts_of(row))
    publish_act(act=act, announce=False)


def facts_of(row: dict) -> dict:
    note = row["note"] or ""
    body = BODIES[row["adopted_by"]]
    status, ended_on = status_of(row)
    return {
        "starter_key": row["id"],
        "kind": KINDS[row["type"]],
        "number": row["number"] if any(char.isdigit() for char in row["number"]) else "",
        "adopted": row["date"],
        "body": body,
        "body_note_ru": row["adopted_by"] if body in NAMED_BODIES else "",
        "title_ru": row["title_ru"],
        "title_ky": (row["title_ky"] or "") if row["title_ky_verified"] else "",
        "title_is_official": not any(words in note for words in NOT_OFFICIAL),
        "summary_ru": row["summary_ru"],
        "summary_ky": SUMMARIES_KY.get(row["id"], ""),
        "status": status,
        "status_note_ru": row["status"],
        "ended_on": ended_on,
        "official_url": row["source"] if recognise(row["source"]) else "",
        "source_url": row["source"],
        "note": "\n".join(filter(None, [note, row["verified_means"]])),
    }


def status_of(row: dict) -> tuple[str, date | None]:
    """Never surer than the source."""
    words, note = row["status"].lower(), (row["note"] or "").lower()
    if words.startswith("утратил"):
        if _only_inferred(note):
            return ActStatus.UNCHECKED, None
        day = next((part for part in words.split() if part.count(".") == 2), "")
        return ActStatus.VOID, _day(day) if day else None
    if words.startswith("действует"):
        return (ActStatus.AMENDED if "изм" in words else ActStatus.IN_FORCE), None
    if words.startswith("принят"):
        return ActStatus.NOT_YET, None
    return ActStatus.UNCHECKED, None


def _only_inferred(note: str) -> bool:
    """That the act was replaced follows from the newer title; no source says it."""
    return "замена" in note and any(doubt in note for doubt in NOT_SEEN)


def _day(dotted: str) -> date:
    day, month, year = dotted.split(".")
    return date(int(year), int(month), int(day))


def _relate() -> None:
    """Who replaced whom, where number and date of the newer act are in the data; and the relations named above."""
    acts = {act.starter_key: act for act in Act.objects.exclude(starter_key=None)}
    by_number = {(act.number, act.adopted): act for act in acts.values() if act.number}
    for row in rows():
        note = (row["note"] or "").lower()
        if not row["replaced_by"] or row["id"] not in acts or _only_inferred(note):
            continue
        for named in references(row["replaced_by"]):
            newer = by_number.get((named.number, named.adopted.isoformat() if named.adopted else ""))
            if newer:
                relate(act=newer, kind=RelationKind.REPEALS, other=acts[row["id"]])
    for newer, kind, older in NAMED:
        if newer in acts and older in acts:
            relate(act=acts[newer], kind=kind, other=acts[older])
