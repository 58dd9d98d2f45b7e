"""The reader: bytes on standard input, one line of JSON on standard output. A process started by `outside.py`."""

import json
import sys

from .limits import MOST_CHARACTERS, confine


def answer(data: bytes, name: str) -> dict:
    """{"kind", "html"} or {"refused": code}. Whatever a file breaks on is an answer too."""
    from django.core.files.base import ContentFile  # noqa: PLC0415  (after the limits)

    from tajryiba.core.errors import DomainError  # noqa: PLC0415

    from .readers import READERS, html_kind  # noqa: PLC0415

    try:
        kind = html_kind(data, name) or _checked(ContentFile(data, name=name))
        if kind not in READERS:
            return {"refused": "unknown_kind"}
        html = READERS[kind](data)[:MOST_CHARACTERS]
        return {"kind": kind, "html": html} if html.strip() else {"refused": "no_text"}
    except DomainError as refusal:
        return {"refused": refusal.code}
    except (MemoryError, RecursionError):
        return {"refused": "too_hard"}
    except Exception:  # noqa: BLE001  (hundreds of ways to be broken, all of them mean the same to a person)
        return {"refused": "broken"}


def _checked(file) -> str:
    from ..documents import check_document  # noqa: PLC0415

    return str(check_document(file).facts.kind)


def main() -> None:
    data = sys.stdin.buffer.read()
    name = bytes.fromhex(sys.argv[1]).decode("utf-8", "replace")
    confine()
    from django.conf import settings  # noqa: PLC0415

    settings.configure(USE_I18N=False)
    try:
        line = json.dumps(answer(data, name), ensure_ascii=True)
    except MemoryError:
        line = '{"refused": "too_hard"}'
    sys.stdout.write(line)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
