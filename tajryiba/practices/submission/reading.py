"""What a browser sends: a step of the form without script, or edits of single fields as the script posts them."""

import hashlib
import json

from tajryiba.core.text import is_typed, typed

from .case import FIELDS, items_of
from .domain import Edit
from .fields import Field
from .models import Submission

MOST_EDITS = 200
SHORT_KEY = 40
BY_SCRIPT = "*"  # the script has saved every field before it let the form go


def fingerprint(text: str) -> str:
    """Of a value as the page showed it: what comes back the same was not touched here."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:10]


def shown_values(submission: Submission) -> str:
    return shown_fields(
        {name: submission.values.get(name, "") for name in asked_names(submission)}, submission.revisions
    )


def shown_fields(values: dict[str, str], revisions: dict[str, dict]) -> str:
    """For a hidden input: revision and fingerprint of every field of the page."""
    shown = {name: [revisions.get(name, {}).get("rev", 0), fingerprint(text)] for name, text in values.items()}
    return json.dumps(shown, separators=(",", ":"))


def asked_names(submission: Submission) -> list[str]:
    names = []
    for _step, item in items_of(submission.depth):
        names += [item.name] if item.name in FIELDS else [f.name for n in range(item.most) for f in item.row(n)]
    return names


def edits_of_form(submission: Submission, data, device: str) -> list[Edit]:
    return edits_of_fields({name: FIELDS[name] for name in asked_names(submission)}, data, device)


def edits_of_fields(fields: dict[str, Field], data, device: str) -> list[Edit]:
    """Edits of an ordinary POST: only what differs from what the page had shown, so that an old page overwrites nothing
    that was written elsewhere meanwhile.
    """
    if data.get("shown") == BY_SCRIPT:
        return []
    shown = _json(data.get("shown", ""), dict)
    edits = []
    for name, field in fields.items():
        if name not in data and field.kind != "many":
            continue
        value = ",".join(data.getlist(name)) if field.kind == "many" else data.get(name, "")
        rev, mark = _pair(shown.get(name))
        if mark != fingerprint(value):
            edits.append(Edit(name, value, rev, f"{device}-{name}-{rev}-{fingerprint(value)}"[-SHORT_KEY:], device))
    return edits


def edits_of_script(body: bytes) -> list[Edit]:
    """Edits that the script queued. Raises ValueError when it is nothing that our script would send."""
    rows = _json(body.decode("utf-8", "replace"), dict).get("edits")
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST_EDITS:
        raise ValueError("edits")
    return [_edit(row) for row in rows]


def _edit(row) -> Edit:
    if not isinstance(row, dict):
        raise ValueError("edit")
    name, value, base, key, device = (row.get(part) for part in ("name", "value", "base", "key", "device"))
    if not all(isinstance(text, str) for text in (name, value, key, device)) or not isinstance(base, int):
        raise ValueError("edit")
    if not all(is_typed(text) for text in (name, key, device)):
        raise ValueError("edit")
    if not key or len(key) > SHORT_KEY or len(device) > SHORT_KEY or len(name) > 60:
        raise ValueError("edit")
    return Edit(name, typed(value), base, key, device)


def _pair(entry) -> tuple[int, str]:
    if isinstance(entry, list) and len(entry) == 2 and isinstance(entry[0], int) and isinstance(entry[1], str):
        return entry[0], entry[1]
    return 0, fingerprint("")


def _json(text: str, kind: type):
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):  # the second: brackets within brackets without end
        return kind()
    return value if isinstance(value, kind) else kind()
