"""Names of uploaded files: shown as people wrote them but without tricks, stored in plain Latin letters."""

import unicodedata
from pathlib import PurePath

from tajryiba.core.slugs import latin_slug

MAX_TITLE = 255


def plain_text(text: str) -> str:
    """One line without control, bidirectional and other invisible characters, which make a name look like another."""
    text = unicodedata.normalize("NFC", text)
    visible = "".join(" " if char.isspace() else char for char in text if char.isspace() or _visible(char))
    return " ".join(visible.split())


def _visible(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def title_from(file_name: str) -> str:
    """A title out of a file's name: "Отчёт_2025.pdf" → "Отчёт 2025"."""
    stem = PurePath(file_name.replace("\\", "/")).stem.replace("_", " ")
    return plain_text(stem)[:MAX_TITLE].strip() or "—"


def download_name(file_name: str, ending: str) -> str:
    """The name under which a reader saves the file: the author's letters, the true ending, no special signs."""
    stem = PurePath(file_name.replace("\\", "/")).stem
    stem = plain_text("".join("-" if char in '/\\:*?"<>|;%' else char for char in stem)).strip(". ")
    return f"{stem[:100].strip() or 'document'}.{ending}"


def stored_name(file_name: str, ending: str) -> str:
    """The name on the disk and in the address: Latin letters, digits, hyphens."""
    return f"{latin_slug(title_from(file_name))}.{ending}"
