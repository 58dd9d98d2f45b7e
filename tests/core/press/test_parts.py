"""Pictures, codes, the parcel, panels, the seams of a PDF."""

import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from portal_tools.common import ROOT
from tajryiba.core.documents.press import codes, outside, parcel, pictures
from tajryiba.core.documents.press.model import SCHEMES, Cover, scheme_of
from tajryiba.core.documents.press.panels import Ending, endings, retry
from tajryiba.core.documents.press.seams import without_seams

from .conftest import picture, publication


def test_pictures_are_small_and_without_their_metadata():
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    out = BytesIO()
    Image.new("RGB", (800, 400), "red").save(out, "JPEG", exif=exif)
    ready = pictures.prepare(out.getvalue(), 200)
    assert (ready.width, ready.height, ready.ending) == (100, 200, "jpg")
    assert Image.open(BytesIO(ready.data)).getexif() == {}


def test_drawings_stay_png_and_transparency_is_white():
    out = BytesIO()
    Image.new("LA", (40, 40), (0, 0)).save(out, "PNG")
    ready = pictures.prepare(out.getvalue(), 200)
    assert (ready.ending, ready.media_type) == ("png", "image/png")
    assert Image.open(BytesIO(ready.data)).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "TIFF"])
def test_kinds_of_pictures(kind):
    assert pictures.prepare(picture(kind=kind), 400).width == 400


def test_a_bomb_a_speck_and_a_missing_file_are_refused(tmp_path, monkeypatch):
    assert pictures.prepare(picture(8, 8), 400) is None
    assert pictures.prepare(tmp_path / "none.jpg", 400) is None
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    assert pictures.prepare(picture(), 400) is None


def test_codes():
    assert codes.qr_png("https://example.org/ky/").startswith(b"\x89PNG")
    assert codes.qr_png("javascript:alert(1)") == b""
    assert codes.qr_png("https://example.org/" + "a" * 1000) == b""
    assert codes.short("https://www.example.org/ky/") == "example.org/ky"


def test_a_publication_travels_whole(tmp_path):
    """Bytes become files; all the rest comes out as it went in."""
    sent = publication(cover=Cover(picture=Path("/somewhere/cover.jpg")))
    parcel.pack(sent, tmp_path)
    came = parcel.unpack(tmp_path)
    assert came.cover == sent.cover
    assert came.articles[0].blocks[0].picture.read_bytes() == sent.articles[0].blocks[0].picture
    assert came.articles[0].blocks[1:6] == sent.articles[0].blocks[1:6]
    assert (came.articles[1], came.editorial, came.imprint) == (sent.articles[1], sent.editorial, sent.imprint)


def test_a_ground_does_not_return_within_six_issues():
    names = [scheme_of(publication(order=order)) for order in range(150, 164)]
    assert all(len(set(names[start : start + 7])) == 7 for start in range(8))
    assert scheme_of(publication(cover=Cover(scheme="teal"))) == "teal"
    assert scheme_of(publication(cover=Cover(scheme="pink"))) in SCHEMES


# --- Panels ---


def test_a_panel_takes_the_room_of_both_columns():
    assert Ending(4, 2, [(4, 20.0), (4, 253.0), (5, 253.0)]).panels(0) == [{"kind": "across", "height": 127.5}]


def test_one_column_of_room():
    ending = Ending(4, 2, [(4, 100.0), (5, 253.0), (5, 253.0)])
    assert [plan[0]["kind"] for plan in ending.plans()[:-1]] == ["across", "within", "across"]
    assert ending.plans()[-1] == []


def test_no_room_no_panel():
    assert Ending(4, 2, [(4, 12.0), (5, 253.0), (5, 253.0)]).plans() == [[]]


def test_below_a_table_on_the_next_page():
    plan = Ending(4, 2, [(4, 90.0), (5, 120.0), (5, 120.0)]).panels(0)
    assert plan == [{"kind": "within", "rug": True}, {"kind": "next", "height": 111.0, "breaks": 1}]


def test_a_panel_that_pushes_text_is_tried_otherwise():
    noted = {"opens": [{"id": "a", "page": 3}], "ends": [{"id": "a", "page": 4}], "panels": [], "heads": [], "feet": []}
    noted["rooms"] = [{"id": "a", "page": 4, "room": 200.0}, {"id": "a", "page": 4, "room": 253.0}]
    before = endings(noted)
    assert not retry(before, noted)
    pushed = noted | {"ends": [{"id": "a", "page": 5}]}
    first, panel = before["a"].panels(0), {"id": "a", "kind": "across", "page": 4, "y": 150.0}
    assert retry(before, pushed)
    assert before["a"].panels(1)[0]["height"] < first[0]["height"]
    assert retry(before, noted | {"panels": [panel | {"page": 5}]})
    head = {"page": 4, "x": 17.0, "y": 90.0, "height": 60.0}
    assert not retry(before, noted | {"heads": [head], "feet": [head | {"y": 150.0}]})
    assert not retry(before, noted | {"heads": [head], "feet": [head | {"y": 120.0, "x": 107.0}]})
    assert retry(before, noted | {"heads": [head], "feet": [head | {"y": 120.0}]})
    assert before["a"].panels(4) == []


# --- Seams ---


def small_pdf(text: bytes) -> bytes:
    packed = zlib.compress(text)
    body = b"%%PDF-1.7\n1 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream\nendobj\n" % (
        len(packed),
        packed,
    )
    table = (
        b"xref\n0 2\n0000000000 65535 f\r\n0000000009 00000 n\r\ntrailer\n<</Size 2>>\nstartxref\n%d\n%%%%EOF"
        % len(body)
    )
    return body + table


def opened(pdf: bytes) -> bytes:
    start = pdf.index(b"stream\n") + 7
    return zlib.decompress(pdf[start : pdf.index(b"\nendstream")])


def test_seams_are_taken_out_and_places_are_right():
    pdf = without_seams(small_pdf(b"/ActualText<FEFF044200AD>BDC <FEFF00AD> <0003> <043800AD200B> <00AD>"))
    assert opened(pdf) == b"/ActualText<FEFF0442>BDC <FEFF00AD> <0003> <0438> <00AD>"
    start = int(pdf.split(b"startxref\n")[1].split(b"\n")[0])
    assert pdf[start : start + 4] == b"xref"
    assert b"/Length %d" % (pdf.index(b"\nendstream") - pdf.index(b"stream\n") - 7) in pdf


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7 startxref\n5\n%%EOF"])
def test_what_is_built_otherwise_is_left_alone(data):
    assert without_seams(data) == data


def test_the_report_of_a_maker_that_dies():
    seen: list[int] = []
    assert outside._read(["noise\n", '{"progress": 5}\n'], seen.append) == {"refused": "too_hard"}
    assert seen == [5]


def test_whoever_makes_a_document_lets_readers_go_first():
    code = (
        "import os; from tajryiba.core.documents.press.limits import confine; confine(); confine(); print(os.nice(0))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "10\n"
