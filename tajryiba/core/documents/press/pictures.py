"""Pictures made safe and small for a document: decoded by what they are, turned upright, re-encoded without their
metadata. SVG and anything that cannot be decoded is refused.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from .limits import MOST_PIXELS

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF")
JPEG_QUALITY = 84
SMALLEST = 16  # a picture of fewer dots is a spacer


@dataclass(frozen=True)
class Ready:
    """A picture as JPEG, or as PNG where it has few colours or is drawn."""

    data: bytes
    ending: str
    width: int
    height: int

    @property
    def media_type(self) -> str:
        return "image/jpeg" if self.ending == "jpg" else "image/png"


def prepare(source: Path | bytes, longest: int) -> Ready | None:
    """None when it is no picture that can be used. At most `longest` dots on its longer side."""
    try:
        data = source if isinstance(source, bytes) else source.read_bytes()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            image = Image.open(BytesIO(data), formats=FORMATS)
        if image.width * image.height > MOST_PIXELS or min(image.size) < SMALLEST:
            return None
        image.draft("RGB", (longest, longest))
        drawn = image.format in ("PNG", "GIF") and image.mode in ("1", "L", "LA", "P")
        image = _flat(ImageOps.exif_transpose(image))
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        return _encoded(image, drawn)
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError, EOFError, TypeError):
        return None  # broken in one of many ways: the caller says which picture is missing


def _flat(image: Image.Image) -> Image.Image:
    """Three colours on white: paper has no transparency."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(ground, layer).convert("RGB")
    return image.convert("RGB")


def _encoded(image: Image.Image, drawn: bool) -> Ready:
    out = BytesIO()
    if drawn:
        image.quantize(256).save(out, "PNG", optimize=True)
    else:
        image.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return Ready(out.getvalue(), "png" if drawn else "jpg", *image.size)
