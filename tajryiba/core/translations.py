"""Strings of the interface: found in code and templates, compared with the catalogues of ky and ru (English is the
msgid).

For development only (needs polib): `./portal manage update_translations`, `./portal manage check_translations`.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = settings.PROJECT_DIR
TRANSLATED = ("ky", "ru")
HEADERS = {
    "ky": "nplurals=1; plural=0;",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
}
FUNCTIONS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1}
PLURALS = {"ngettext", "ngettext_lazy", "npgettext", "npgettext_lazy"}
CONTEXTS = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
CALL = re.compile(r"(?<![\w.])(_|n?p?gettext(?:_lazy|_noop)?)\(")


@dataclass(frozen=True)
class Message:
    msgid: str
    plural: str = ""
    context: str = ""
    places: list = field(default_factory=list, compare=False)


def extract() -> dict[tuple[str, str], Message]:
    """Every string of our Python code and templates, by (context, msgid)."""
    found: dict[tuple[str, str], Message] = {}
    for path in sorted([*ROOT.rglob("*.py"), *ROOT.rglob("*.html"), *ROOT.rglob("*.txt")]):
        if "migrations" in path.parts or "locale" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        messages = _from_python(source) if path.suffix == ".py" else _from_template(source, str(path))
        for message in messages:
            kept = found.setdefault((message.context, message.msgid), message)
            kept.places.append(str(path.relative_to(ROOT)))
            if message.plural and not kept.plural:
                found[message.context, message.msgid] = Message(
                    message.msgid, message.plural, message.context, kept.places
                )
    return found


def _from_python(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
            yield from _message(name, node.args)


def _from_template(source: str, origin: str) -> Iterator[Message]:
    text = templatize(source, origin=origin)
    for match in CALL.finditer(text):
        call = _parse_call(text, match.start())
        if call is not None:
            yield from _message(match.group(1), call.args)


def _parse_call(text: str, start: int) -> ast.Call | None:
    """The call that begins at `start`: the shortest piece up to a closing bracket that is Python."""
    for end in (place for place in range(start, min(len(text), start + 5000)) if text[place] == ")"):
        try:
            return ast.parse(text[start : end + 1].strip(), mode="eval").body
        except SyntaxError:
            continue
    return None


def _message(name: str, arguments: list) -> Iterator[Message]:
    if name not in FUNCTIONS and name not in PLURALS and name not in CONTEXTS:
        return
    values = [
        argument.value
        for argument in arguments
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    context = values.pop(0) if name in CONTEXTS and values else ""
    if values and values[0]:
        yield Message(values[0], values[1] if name in PLURALS and len(values) > 1 else "", context)


def catalogue_path(language: str) -> Path:
    return settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po"


def load(language: str) -> polib.POFile:
    path = catalogue_path(language)
    if path.exists():
        return polib.pofile(str(path), wrapwidth=0)
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "Tajryiba",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": HEADERS[language],
    }
    return catalogue


def update(language: str) -> tuple[int, int]:
    """Add strings that are new, drop those that code no longer holds; translations are kept. Returns (added,
    dropped).
    """
    messages, catalogue = extract(), load(language)
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue}
    gone = [entry for key, entry in known.items() if key not in messages]
    for entry in gone:
        catalogue.remove(entry)
    added = 0
    for key, message in messages.items():
        entry = known.get(key)
        if entry is None or bool(entry.msgid_plural) != bool(message.plural):
            if entry is not None:
                catalogue.remove(entry)
            entry = _new_entry(message, HEADERS[language])
            catalogue.append(entry)
            added += 1
        entry.occurrences = [(place, "") for place in sorted(set(message.places))]
    catalogue.sort(key=lambda entry: (entry.occurrences[0][0] if entry.occurrences else "", entry.msgid))
    catalogue_path(language).parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(catalogue_path(language)))
    return added, len(gone)


def _new_entry(message: Message, header: str) -> polib.POEntry:
    forms = int(re.search(r"nplurals=(\d)", header).group(1))
    entry = polib.POEntry(msgid=message.msgid, msgctxt=message.context or None)
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = dict.fromkeys(range(forms), "")
    return entry


PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")


def problems() -> list[str]:
    """Lines that say what is missing, fuzzy, or has lost a placeholder; empty when all is well."""
    messages, lines = extract(), []
    for language in TRANSLATED:
        known = {(entry.msgctxt or "", entry.msgid): entry for entry in load(language)}
        for key, message in messages.items():
            entry = known.get(key)
            if trouble := "missing" if entry is None else _trouble(entry, message):
                lines.append(f"{language}: {trouble}: {message.msgid!r} ({message.places[0]})")
    return lines


def _trouble(entry: polib.POEntry, message: Message) -> str:
    if "fuzzy" in entry.flags:
        return "fuzzy"
    texts = list(entry.msgstr_plural.values()) if message.plural else [entry.msgstr]
    if not texts or not all(texts):
        return "not translated"
    wanted = set(PLACEHOLDER.findall(message.plural or message.msgid))
    if any(
        set(PLACEHOLDER.findall(text)) - wanted or (wanted - set(PLACEHOLDER.findall(text)) - {"%(count)s", "%(n)s"})
        for text in texts
    ):
        return "other placeholders"
    return ""
