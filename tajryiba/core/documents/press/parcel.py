"""A publication as a folder: `publication.json` and its pictures. So it reaches the process that makes the document."""

import json
from dataclasses import fields, is_dataclass
from pathlib import Path

from . import model

KINDS = {name: kind for name, kind in vars(model).items() if isinstance(kind, type) and is_dataclass(kind)}


def pack(publication: model.Publication, folder: Path) -> None:
    """Write the publication; pictures given as bytes become files, those that are files already are only named."""
    packed = _packed(publication, folder)
    (folder / "publication.json").write_text(json.dumps(packed, ensure_ascii=False), encoding="utf-8")


def unpack(folder: Path) -> model.Publication:
    return _unpacked(json.loads((folder / "publication.json").read_text(encoding="utf-8")))


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
