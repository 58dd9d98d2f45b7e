"""Compile the translations (.po → .mo), so that nobody needs GNU gettext: the format is small and stable.

https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
"""

import ast
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from portal_tools.common import ROOT, Fault

LOCALE_FOLDER = ROOT / "tajryiba" / "locale"
MAGIC = 0x950412DE
KEYWORDS = ("msgctxt", "msgid_plural", "msgid", "msgstr")


@dataclass
class Entry:
    """One message of a .po file; `texts` are its translation's plural forms in their order."""

    msgid: str = ""
    context: str | None = None
    plural: str | None = None
    texts: dict[int, str] = field(default_factory=dict)
    fuzzy: bool = False

    @property
    def key(self) -> str:
        """What gettext looks up: context and plural are parts of it, set off by control characters."""
        key = self.msgid if self.context is None else f"{self.context}\x04{self.msgid}"
        return key if self.plural is None else f"{key}\x00{self.plural}"

    @property
    def value(self) -> str:
        return "\x00".join(self.texts[number] for number in sorted(self.texts))

    @property
    def is_translated(self) -> bool:
        """The header (empty msgid) counts even when fuzzy: it names the character set and the plural rule."""
        return bool(self.texts) and all(self.texts.values()) and (not self.fuzzy or self.msgid == "")


def parse(text: str, name: str = "catalogue") -> Iterator[Entry]:
    """The entries of a .po file's text; obsolete ones (`#~`) are left out. Raises `Fault` on a line it cannot read."""
    entry, append = Entry(), None
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        try:
            if line.startswith("#"):
                if append and entry.texts:
                    yield entry
                    entry, append = Entry(), None
                if line.startswith("#,") and "fuzzy" in line:
                    entry.fuzzy = True
            elif not line:
                if entry.texts:
                    yield entry
                entry, append = Entry(), None
            elif line.startswith('"'):
                append(ast.literal_eval(line))
            else:
                keyword, rest = _split(line)
                if entry.texts and keyword in ("msgctxt", "msgid"):
                    yield entry
                    entry = Entry()
                append = _place(entry, keyword)
                append(ast.literal_eval(rest))
        except (ValueError, SyntaxError, TypeError) as error:
            raise Fault(f"{name}, line {number} cannot be read as a translation: {line}") from error
    if entry.texts:
        yield entry


def _split(line: str) -> tuple[str, str]:
    """A line's keyword (`msgstr[1]` as a whole) and its quoted string."""
    keyword, _, rest = line.partition(" ")
    if keyword.partition("[")[0] not in KEYWORDS:
        raise ValueError(keyword)
    return keyword, rest.strip()


def _place(entry: Entry, keyword: str):
    """A function that appends text to what the keyword names."""
    if keyword.startswith("msgstr"):
        number = int(keyword[7:-1]) if "[" in keyword else 0
        return lambda text: entry.texts.__setitem__(number, entry.texts.get(number, "") + text)
    attribute = {"msgctxt": "context", "msgid_plural": "plural", "msgid": "msgid"}[keyword]
    return lambda text: setattr(entry, attribute, (getattr(entry, attribute) or "") + text)


def mo_bytes(entries: Iterable[Entry]) -> bytes:
    """The compiled catalogue: a header, two tables of (length, offset), the keys, the texts; keys sorted."""
    pairs = sorted((entry.key.encode(), entry.value.encode()) for entry in entries if entry.is_translated)
    keys_at, start = 28, 28 + 16 * len(pairs)
    offset, tables, blobs = start, [], []
    for strings in zip(*pairs, strict=True):
        for string in strings:
            tables.append(struct.pack("<2I", len(string), offset))
            blobs.append(string + b"\x00")
            offset += len(string) + 1
    header = struct.pack("<7I", MAGIC, 0, len(pairs), keys_at, keys_at + 8 * len(pairs), 0, start)
    return header + b"".join(tables) + b"".join(blobs)


def compile_catalogue(source: Path) -> bool:
    """Write the .mo beside a .po when it would differ; whether it was written. Readers never see half a file."""
    compiled = mo_bytes(parse(source.read_text(encoding="utf-8"), str(source)))
    target = source.with_suffix(".mo")
    if target.exists() and target.read_bytes() == compiled:
        return False
    new = target.with_suffix(".mo.new")
    try:
        new.write_bytes(compiled)
    except PermissionError as error:
        raise Fault(f"{target} cannot be written: run ./portal install as the owner of the code.") from error
    new.replace(target)
    return True


def compile_all(folder: Path = LOCALE_FOLDER) -> int:
    """Compile every catalogue of the project; how many were written. Raises `Fault` on one that cannot be read."""
    return sum(compile_catalogue(source) for source in sorted(folder.glob("*/LC_MESSAGES/*.po")))
