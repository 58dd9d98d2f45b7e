"""Blocks of the TOML files → blocks of a story."""

import json
import re
import uuid
from dataclasses import dataclass
from html import unescape

from tajryiba.core.html import plain_text
from tajryiba.legal.models import Act
from tajryiba.practices.models import Practice

_LINK = re.compile(r'<a href="([^"]+)">(.*?)</a>')


@dataclass(frozen=True)
class Known:
    """Objects that the stories name, by their starter key."""

    practices: dict[str, Practice]
    acts: dict[str, Act]

    @classmethod
    def load(cls) -> "Known":
        practices = Practice.objects.published().filter(starter_key__isnull=False)
        acts = Act.objects.public().filter(starter_key__isnull=False)
        return cls({row.starter_key: row for row in practices}, {row.starter_key: row for row in acts})


def story(blocks: list[dict], notes: list[str], known: Known) -> str:
    """JSON of the stream; a card of what the portal does not have (any more) is left out.

    Raises KeyError for a block of an unknown kind: the file is wrong.
    """
    made = [(block["type"], BLOCKS[block["type"]](block, known)) for block in blocks]
    if notes:
        made.append(("notes", [_item(plain_note(note)) for note in notes]))
    return json.dumps([_block(kind, value) for kind, value in made if value is not None], ensure_ascii=False)


def text_story(html: str) -> str:
    """A stream of one block of text."""
    return json.dumps([_block("text", html.strip())], ensure_ascii=False)


def plain_note(note: str) -> str:
    """A note is plain words: «title: address» in place of a link."""
    return plain_text(_LINK.sub(lambda found: f"{found[2]}: {unescape(found[1])}", note))


def _block(kind: str, value) -> dict:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def _item(value) -> dict:
    return {"type": "item", "value": value, "id": str(uuid.uuid4())}


def _text(block: dict, known: Known) -> str:
    return block["html"].strip()


def _quote(block: dict, known: Known) -> dict:
    return {"text": block["text"], "who": block.get("who", ""), "role": block.get("role", "")}


def _table(block: dict, known: Known) -> dict:
    return {
        "columns": [{"type": "text", "heading": heading} for heading in block["head"]],
        "rows": [{"values": [str(cell) for cell in row]} for row in block["rows"]],
        "caption": block.get("caption", ""),
    }


def _chart(block: dict, known: Known) -> dict:
    rows = [_item({"label": row["label"], "value": str(row["value"])}) for row in block["rows"]]
    return {"title": block["title"], "unit": block.get("unit", ""), "rows": rows, "source": block.get("source", "")}


def _callout(block: dict, known: Known) -> dict:
    return {"title": block["title"], "text": block["html"].strip()}


def _practice(block: dict, known: Known) -> dict | None:
    practice = known.practices.get(block["key"])
    return {"practice": practice.pk} if practice else None


def _act(block: dict, known: Known) -> dict | None:
    act = known.acts.get(block["key"])
    return {"act": act.pk, "note": block.get("note", "")} if act else None


BLOCKS = {
    "text": _text,
    "quote": _quote,
    "table": _table,
    "chart": _chart,
    "callout": _callout,
    "practice": _practice,
    "act": _act,
}
