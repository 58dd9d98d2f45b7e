"""Real bytes of pictures and documents, made on the spot, and rows that hold them."""

import struct
import zipfile
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, TiffImagePlugin

from tajryiba.media import domain

ALT = {"ky": "Жаңы суу түтүгү", "ru": "Новый водопровод"}


def upload(name: str, data: bytes, content_type: str = "application/octet-stream") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type)


# --- Pictures ---


def picture(fmt: str = "JPEG", size=(64, 48), mode: str = "RGB", colour=(180, 60, 40), **options) -> bytes:
    out = BytesIO()
    Image.new(mode, size, colour).save(out, fmt, **options)
    return out.getvalue()


def photo_with_place(size=(64, 48), orientation: int = 6) -> bytes:
    """A phone's JPEG: EXIF with GPS position and camera, a comment, XMP; to be turned by a quarter."""
    image = Image.new("RGB", size, (10, 120, 200))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretCamera"
    degrees = tuple(TiffImagePlugin.IFDRational(value) for value in (42, 52, 30))
    exif.get_ifd(0x8825).update({1: "N", 2: degrees, 3: "E", 4: degrees})
    out = BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"secret comment", xmp=b"<x:xmpmeta>secret xmp</x:xmpmeta>")
    return out.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG of a few bytes that promises width × height pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def gif_with_script() -> bytes:
    """A GIF that is also JavaScript: GIF89a/*…*/=1;alert(1)"""
    data = bytearray(picture("GIF", size=(16, 16), mode="P", colour=1))
    return bytes(data) + b"*/=1;alert('polyglot')//<script>alert(1)</script>"


# --- Documents ---


def pdf(pages: int = 1, text: str = "Salam dunyo", catalog: bytes = b"", extra: bytes = b"") -> bytes:
    """A small valid PDF with `text` on every page; `catalog` goes into its root object, `extra` are more objects."""
    stream = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode("latin-1")
    kids = b" ".join(b"%d 0 R" % (5 + index) for index in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R"
    page += b" /Resources << /Font << /F1 3 0 R >> >> >>"
    objects += [page] * pages + ([extra] if extra else [])
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


# --- Recordings: the few bytes by which a program knows them, then room ---

MP3_FRAME = b"\xff\xfb\x90\x00" + b"\0" * 413  # MPEG 1, layer III, 128 kbit/s, 44.1 kHz


def mp3(*, tag: bytes = b"", room: int = 0) -> bytes:
    size = bytes(len(tag) >> shift & 127 for shift in (21, 14, 7, 0))
    return (b"ID3\x04\0\0" + size + tag if tag else b"") + b"\0" * room + MP3_FRAME * 3


def mp4(*tracks: bytes, brand: bytes = b"isom", index: bool = True) -> bytes:
    """`mp4(b"vide", b"soun")`; without tracks one with a picture."""

    def box(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body) + 8) + kind + body

    handlers = b"".join(box(b"hdlr", b"\0" * 8 + track + b"\0" * 13) for track in tracks or (b"vide",))
    parts = box(b"ftyp", brand + b"\0" * 8) + box(b"mdat", b"\x55" * 5000)
    return parts + (box(b"moov", box(b"trak", handlers)) if index else b"")


def webm(doctype: bytes = b"webm") -> bytes:
    return b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84" + doctype + b"\0" * 500


def ogg(codec: bytes = b"OpusHead") -> bytes:
    return b"OggS\0\x02" + b"\0" * 22 + codec + b"\0" * 500


VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nСуу келди.\n".encode()


def portal_recording(*, name: str = "Үн.mp3", data: bytes | None = None, **facts):
    """A stored sound or video."""
    return domain.add_document(file=upload(name, data or mp3()), recordings=True, **facts)


def archive(files: dict[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            packing = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(name), data, packing)
    return out.getvalue()


MAIN_PARTS = {
    "docx": ("wordprocessingml.document", "word/document.xml"),
    "xlsx": ("spreadsheetml.sheet", "xl/workbook.xml"),
    "pptx": ("presentationml.presentation", "ppt/presentation.xml"),
}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
ODF_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def office_files(kind: str = "docx", text: str = "Суу түтүгү") -> dict[str, bytes | str]:
    """What lies in a DOCX, XLSX or PPTX, to be changed and packed by `archive`."""
    content_type, part = MAIN_PARTS[kind]
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{part}" '
        f'ContentType="application/vnd.openxmlformats-officedocument.{content_type}.main+xml"/>'
        "</Types>"
    )
    words = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    body = f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{words}</w:body></w:document>'
    return {"[Content_Types].xml": types, "_rels/.rels": "<Relationships/>", part: body}


def odf_files(kind: str = "text", text: str = "Бюджет") -> dict[str, bytes | str]:
    body = (
        f'<office:document-content xmlns:office="{ODF_OFFICE}" xmlns:text="{ODF_TEXT}"><office:body><office:text>'
        f"<text:h>{text}</text:h><text:p>экинчи <text:span>сап</text:span></text:p>"
        "</office:text></office:body></office:document-content>"
    )
    return {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": body,
        "META-INF/manifest.xml": "<manifest/>",
    }


def ole(*names: str) -> bytes:
    """The head of an old Office file whose directory holds `names`."""
    out = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0"))
    for name in ("Root Entry", *names):
        encoded = name.encode("utf-16-le") + b"\0\0"
        out += encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded)) + b"\x02" + b"\0" * 61
    return bytes(out)


# --- Rows ---


def portal_image(*, alt=ALT, name: str = "сүрөт.jpg", size=(640, 480), **facts):
    """A stored image, ready to be shown."""
    return domain.add_image(file=upload(name, picture(size=size)), alt=alt, **facts)


def portal_document(*, name: str = "Токтом № 5.pdf", data: bytes | None = None, **facts):
    """A stored document, a PDF of one page."""
    return domain.add_document(file=upload(name, data or pdf()), **facts)
