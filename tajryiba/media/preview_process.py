"""Run by `previews` in a process of its own: a PDF comes in, pictures of its first pages go out. Knows no Django."""

import json
import resource
import sys
from contextlib import suppress
from io import BytesIO

import pypdfium2 as pdfium

MAX_MEMORY = 1024 * 1024 * 1024  # of addresses; pictures of pages are small
MAX_SECONDS = 15  # of the processor
MAX_HEIGHT = 2  # times the width: a page may be a scroll


def main() -> None:
    pages, width = int(sys.argv[1]), int(sys.argv[2])
    for what, most in ((resource.RLIMIT_AS, MAX_MEMORY), (resource.RLIMIT_CPU, MAX_SECONDS)):
        with suppress(ValueError, OSError):  # macOS refuses some of them; time still ends it from outside
            resource.setrlimit(what, (most, most))
    document = pdfium.PdfDocument(sys.stdin.buffer.read())
    pictures = [_picture(document[index], width) for index in range(min(pages, len(document)))]
    sizes = [(len(data), *size) for data, size in pictures]
    sys.stdout.buffer.write(json.dumps(sizes).encode() + b"\n" + b"".join(data for data, _size in pictures))


def _picture(page, width: int) -> tuple[bytes, tuple[int, int]]:
    across, down = page.get_size()
    scale = min(width / max(across, 1), width * MAX_HEIGHT / max(down, 1))
    image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    out = BytesIO()
    image.save(out, "WEBP", quality=75)
    return out.getvalue(), image.size


if __name__ == "__main__":
    main()
