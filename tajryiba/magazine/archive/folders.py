"""Where the staff may bring old issues in from: folders that were laid into the data folder on the server."""

from pathlib import Path

from django.conf import settings

from .lists import ISSUES

PLACE = "archive-import"


def place() -> Path:
    return Path(settings.DATA_DIR) / PLACE


def offered() -> dict[str, Path]:
    """Folders with a list of issues, by name. A link that leads elsewhere is not offered."""
    root = place().resolve()
    if not root.is_dir():
        return {}
    folders = sorted(path for path in root.iterdir() if path.is_dir() and (path / ISSUES).is_file())
    return {path.name: path for path in folders if path.resolve().parent == root}
