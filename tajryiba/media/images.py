"""Pictures as people send them → as the portal keeps them: decoded, turned upright, without metadata, encoded anew.

Encoding anew is what neutralises files that are a picture and something else at once.
"""

import secrets
import struct
import zlib
from io import BytesIO

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

from tajryiba.core.errors import DomainError

from .names import stored_name
from .settings import WAGTAILIMAGES_MAX_IMAGE_PIXELS, WAGTAILIMAGES_MAX_UPLOAD_SIZE

try:
    from pillow_heif import register_heif_opener
except ImportError:  # pragma: no cover  (comes with Wagtail; phones' HEIC pictures are refused without it)
    pass
else:
    register_heif_opener()

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF")
MAX_SIDE = 3600  # enough for a page of print at 300 dpi; the original is not kept
# What Pillow raises on broken files, depending on the format and on where it breaks.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    RuntimeError,
    TypeError,
    LookupError,
    MemoryError,
    struct.error,
    zlib.error,
)
_TOO_MANY_PIXELS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class CleanImage(ContentFile):
    """A picture that went through `clean_image`."""


def clean_image(upload: File) -> CleanImage:
    """JPEG or PNG out of any picture we accept, upright, sRGB, without metadata; of an animation the first frame.

    Raises DomainError: "too_large", "too_many_pixels", "not_an_image", "broken". Reads `upload`, changes nothing else.
    """
    if upload.size > WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise DomainError(_("The picture is larger than 10 MB. Make it smaller and send it again."), code="too_large")
    upload.seek(0)
    picture = _decoded(upload.read())
    lossless = picture.info.get("kept_lossless") or _has_alpha(picture)
    picture.info = {}  # comments, EXIF with the place of the shot, XMP: writers copy them from here
    out = BytesIO()
    if lossless:
        picture.save(out, "PNG", optimize=True)
    else:
        picture.save(out, "JPEG", quality=88, optimize=True, progressive=True)
    content = out.getvalue()
    # By chance, not by content: nobody can compute an address, and as none comes twice renditions are cached for ever.
    name = stored_name(upload.name or "image", "png" if lossless else "jpg")
    return CleanImage(content, name=f"{secrets.token_hex(16)}-{name}")


def _decoded(data: bytes) -> Image.Image:
    try:
        picture = Image.open(BytesIO(data), formats=FORMATS)
    except _TOO_MANY_PIXELS as error:
        raise _too_many_pixels() from error
    except _BROKEN as error:
        raise DomainError(
            _("This is not a picture we can read. Send a JPEG, PNG, WebP, GIF or HEIC file."), code="not_an_image"
        ) from error
    if picture.width * picture.height > WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()  # before decoding: Pillow itself only warns up to 179 megapixels
    lossless = picture.format in ("PNG", "GIF")
    try:
        picture.load()
        picture = _in_srgb(ImageOps.exif_transpose(picture))
        picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    except _TOO_MANY_PIXELS as error:
        raise _too_many_pixels() from error
    except _BROKEN as error:
        raise DomainError(
            _("The picture is damaged and cannot be opened. Save it again and send the new copy."), code="broken"
        ) from error
    picture.info["kept_lossless"] = lossless
    return picture


def _too_many_pixels() -> DomainError:
    return DomainError(
        _("The picture has more than 40 million pixels. Make it smaller and send it again."), "too_many_pixels"
    )


def _has_alpha(picture: Image.Image) -> bool:
    return picture.mode == "RGBA" and picture.getextrema()[3][0] < 255


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Only grey, RGB and RGBA are kept; colours of wide gamut are converted, since the profile is dropped."""
    profile = picture.info.get("icc_profile")
    if picture.mode not in ("L", "RGB", "RGBA"):
        has_alpha = picture.mode in ("LA", "La", "PA", "RGBa") or "transparency" in picture.info
        picture = picture.convert("RGBA" if has_alpha else "RGB")
        profile = None
    elif "transparency" in picture.info:
        picture = picture.convert("RGBA")
    if profile and picture.mode != "L":
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            picture = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"))
        except (ImageCms.PyCMSError, *_BROKEN):
            pass  # a broken profile is no reason to refuse the picture: it is shown as if it were sRGB
    return picture
