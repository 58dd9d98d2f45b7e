"""Sound, video and captions of the staff: what they are is found by looking inside, piece by piece.

Unlike a document a recording is never read into memory as a whole: it is looked at here and there and stored as it is.
"""

import re

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError

from . import names
from .enums import SOUND, VIDEO, DocumentKind
from .facts import DocumentFacts

MEGABYTE = 1024 * 1024
LARGEST_SOUND, LARGEST_VIDEO, LARGEST_CAPTIONS = 60 * MEGABYTE, 200 * MEGABYTE, MEGABYTE
_HEAD = 4096
_MOST_BOXES, _LARGEST_INDEX = 64, 16 * MEGABYTE
_HANDLER = re.compile(rb"hdlr.{8}(vide|soun)", re.DOTALL)
_OGG_SOUND = (b"\x01vorbis", b"OpusHead", b"\x7fFLAC")
# Layer III: kbit/s by the index of the header, MPEG 1 and MPEG 2; samples a second of MPEG 1.
_RATES = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLES = (44_100, 48_000, 32_000)


class CleanRecording(File):
    """A recording that went through `check_recording`; `facts` says what was found."""

    facts: DocumentFacts


def check_recording(upload: File, ending: str) -> CleanRecording:
    """The same file under a safe name, with its facts; `ending` is that of its name.

    Raises DomainError: "too_large", "empty", "disguised" (inside is something else), "broken".
    """
    _check_size(upload.size, ending)
    kind = _look_inside(upload, ending)
    if kind != ending:
        raise DomainError(
            _("Inside the file there is no %(ending)s. Save the recording anew and send it again.")
            % {"ending": ending.upper()},
            code="disguised",
        )
    upload.seek(0)
    clean = CleanRecording(upload, name=names.stored_name(upload.name, kind))
    clean.facts = DocumentFacts(kind=kind, pages=None, download_name=names.download_name(upload.name, kind))
    return clean


def _check_size(size: int, ending: str) -> None:
    if not size:
        raise DomainError(_("The file is empty. Choose another one."), code="empty")
    if ending in SOUND and size > LARGEST_SOUND:
        raise DomainError(_("The sound is larger than 60 MB. Save it with a lower quality."), code="too_large")
    if ending in VIDEO and size > LARGEST_VIDEO:
        raise DomainError(_("The video is larger than 200 MB. Cut it, or save it smaller."), code="too_large")
    if ending == DocumentKind.VTT and size > LARGEST_CAPTIONS:
        raise DomainError(_("The captions are larger than 1 MB."), code="too_large")


def _look_inside(file: File, ending: str) -> DocumentKind | None:
    head = _read(file, 0, _HEAD)
    if head[4:8] == b"ftyp":
        return _mp4_kind(file)
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return DocumentKind.WEBM if b"webm" in head[:128] else None
    if head.startswith(b"OggS\0"):
        return DocumentKind.OGG if any(mark in head for mark in _OGG_SOUND) and b"theora" not in head else None
    if ending == DocumentKind.VTT:
        return DocumentKind.VTT if _is_vtt(file) else None
    return DocumentKind.MP3 if _is_mp3(file, head) else None


def _read(file: File, start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(length)


def _mp4_kind(file: File) -> DocumentKind | None:
    """By the tracks that its index names: with a picture it is a video, with sound only an M4A."""
    place = 0
    for _number in range(_MOST_BOXES):
        header = _read(file, place, 16)
        if len(header) < 8:
            break
        size = int.from_bytes(header[:4]) if header[:4] != b"\0\0\0\1" else int.from_bytes(header[8:16])
        if header[4:8] == b"moov":
            tracks = set(_HANDLER.findall(_read(file, place, min(size, _LARGEST_INDEX))))
            return DocumentKind.MP4 if b"vide" in tracks else DocumentKind.M4A if tracks else None
        place += size
        if size < 8 or place >= file.size:
            break
    raise DomainError(
        _("The recording is damaged and cannot be played. Save it anew and send it again."), code="broken"
    )


def _is_mp3(file: File, head: bytes) -> bool:
    """A tag or none, then two frames of layer III one after the other."""
    place = 0
    if head.startswith(b"ID3") and len(head) >= 10:
        place = 10 + sum(byte << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    data = _read(file, place, _HEAD)
    skipped = len(data) - len(data.lstrip(b"\0"))  # some programs leave room after the tag
    length = _frame_length(data[skipped : skipped + 4])
    second = _read(file, place + skipped + length, 4) if length else b""
    return bool(length) and bool(_frame_length(second))


def _frame_length(header: bytes) -> int:
    """Bytes of the frame that begins with this header; 0 when it is none."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version = header[1] >> 3 & 3  # 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5
    rate, sample = header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or sample == 3:
        return 0
    first = version == 3
    samples = _SAMPLES[sample] // {3: 1, 2: 2, 0: 4}[version]
    return (144 if first else 72) * _RATES[first][rate] * 1000 // samples + (header[2] >> 1 & 1)


def _is_vtt(file: File) -> bool:
    try:
        text = _read(file, 0, LARGEST_CAPTIONS).decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return text.startswith("WEBVTT") and "\0" not in text
