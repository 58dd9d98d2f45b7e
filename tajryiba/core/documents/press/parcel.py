"""A publication as a folder: `publication.json` and its pictures. So it reaches the process that makes the document."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

from . import model

KINDS = {name: kind for name, kind in vars(model).items() if isinstance(kind, type) and is_dataclass(kind)}


def pack(publication: model.Publication, folder: Path) -> None:
    """Write the publication; pictures given as bytes become files, those that are files already are only named."""
    packed = _packed(publication, folder)
    (folder / "publication.json").write_text(json.dumps(packed, ensure_ascii=False), encoding="utf-8")


def unpack(folder: Path) -> model.Publication:
    return _unpacked(json.loads((folder / "publication.json").read_text(encoding="utf-8")))


def fingerprint(publication: model.Publication, words: dict) -> str:
    """A digest of all that is printed, and of the look: another text, picture, template or font gives another one."""
    digest = hashlib.sha256(look())
    facts = [publication, words]
    digest.update(json.dumps(_told(facts), ensure_ascii=True, sort_keys=True).encode())
    return digest.hexdigest()


@cache
def look() -> bytes:
    """A digest of this package: templates, fonts and code."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".typ", ".css", ".ttf", ".txt"):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.digest()


def _told(value):
    """The facts in words; a picture by its name, or by a digest of its bytes."""
    if is_dataclass(value):
        return [type(value).__name__, *[_told(getattr(value, field.name)) for field in fields(value)]]
    if isinstance(value, tuple | list):
        return [_told(item) for item in value]
    if isinstance(value, dict):
        return {key: _told(item) for key, item in value.items()}
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return value.name if isinstance(value, Path) else str(value)


def _packed(value, folder: Path):
    if is_dataclass(value):
        facts = {field.name: _packed(getattr(value, field.name), folder) for field in fields(value)}
        return {"is": type(value).__name__, **facts}
    if isinstance(value, tuple | list):
        return [_packed(item, folder) for item in value]
    if isinstance(value, bytes):
        path = folder / f"given-{len(list(folder.iterdir()))}"
        path.write_bytes(value)
        return {"is": "Path", "path": str(path)}
    if isinstance(value, Path):
        return {"is": "Path", "path": str(value)}
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value).encode("utf-8", "ignore").decode()  # halves of signs can be neither printed nor written


def _unpacked(value):
    if isinstance(value, list):
        return tuple(map(_unpacked, value))
    if not isinstance(value, dict):
        return value
    kind = value.pop("is")
    if kind == "Path":
        return Path(value["path"])
    return KINDS[kind](**{name: _unpacked(item) for name, item in value.items()})
