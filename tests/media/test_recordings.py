"""Sound, video and captions: known by what is inside, taken from the staff only, served in ranges."""

import pytest

from tajryiba.core.errors import DomainError
from tajryiba.media import recordings
from tajryiba.media.documents import check_document
from tajryiba.media.forms import CleanDocumentField
from tajryiba.media.models import PortalDocument
from tests.factories.media import VTT, mp3, mp4, ogg, pdf, portal_recording, upload, webm


def refused(name: str, data: bytes, **options) -> str:
    with pytest.raises(DomainError) as refusal:
        check_document(upload(name, data), **{"recordings": True, **options})
    return refusal.value.code


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("үн.mp3", mp3()),
        ("a.MP3", mp3(tag=b"\x55" * 6000, room=700)),
        ("a.m4a", mp4(b"soun", brand=b"M4A ")),
        ("a.mp4", mp4(b"soun", b"vide")),
        ("a.webm", webm()),
        ("a.ogg", ogg()),
        ("a.ogg", ogg(b"\x01vorbis")),
        ("a.vtt", VTT),
        ("a.vtt", b"\xef\xbb\xbf" + VTT),
    ],
)
def test_what_is_taken(name, data):
    clean = check_document(upload(name, data), recordings=True)
    assert clean.facts.kind == name.rpartition(".")[2].lower()
    assert clean.facts.pages is None
    assert b"".join(clean.chunks()) == data


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.mp3", b"", "empty"),
        ("a.mp3", b"<script>alert(1)</script>" * 30, "disguised"),
        ("a.mp3", mp3()[:300], "disguised"),  # one frame and nothing after it
        ("a.mp3", b"\xff\xfb\xf0\x00" * 300, "disguised"),
        ("a.mp3", b"\xff\xeb\x90\x00" * 300, "disguised"),
        ("a.mp3", b"\xff", "disguised"),
        ("a.mp3", pdf(), "disguised"),
        ("a.mp3", mp4(), "disguised"),
        ("a.m4a", mp4(), "disguised"),  # it has a picture
        ("a.mp4", mp4(b"soun"), "disguised"),
        ("a.mp4", mp4(b"hint"), "disguised"),
        ("a.mp4", mp4(index=False), "broken"),
        ("a.mp4", b"\0\0\0\x18ftypisom" + b"\0" * 40, "broken"),
        ("a.webm", webm(b"matroska"), "disguised"),
        ("a.ogg", ogg(b"\x80theora"), "disguised"),
        ("a.vtt", b"<html>", "disguised"),
        ("a.vtt", b"WEBVTT \xff\xfe", "disguised"),
        ("a.exe.mp3", mp3(), "bad_name"),
    ],
)
def test_what_is_refused(name, data, code):
    assert refused(name, data) == code


def test_people_send_papers_not_recordings():
    assert refused("a.mp3", mp3(), recordings=False) == "unknown_kind"


@pytest.mark.parametrize(("name", "limit"), [("a.mp3", "SOUND"), ("a.mp4", "VIDEO"), ("a.vtt", "CAPTIONS")])
def test_size_limits(monkeypatch, name, limit):
    monkeypatch.setattr(recordings, f"LARGEST_{limit}", 10)
    assert refused(name, mp3()) == "too_large"


def test_the_staff_uploads_them_in_the_usual_form():
    assert CleanDocumentField().to_python(upload("a.mp3", mp3())).facts.kind == "mp3"


# --- Served ---

pytestmark = pytest.mark.django_db


def test_stored_with_its_facts_and_its_bytes():
    sound = portal_recording(name="Ырдын үнү.mp3", data=mp3(tag=b"x" * 300))
    row = PortalDocument.objects.get(pk=sound.pk)
    assert (row.kind, row.content_type, row.download_name) == ("mp3", "audio/mpeg", "Ырдын үнү.mp3")
    assert row.size == len(mp3(tag=b"x" * 300)) == row.file.size


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [("a.mp4", mp4(), "video/mp4"), ("a.webm", webm(), "video/webm"), ("a.vtt", VTT, "text/vtt; charset=utf-8")],
)
def test_a_player_gets_the_right_type_and_ranges(client, name, data, content_type):
    film = portal_recording(name=name, data=data)
    whole = client.get(film.url)
    assert (whole.status_code, whole["Content-Type"], whole["Accept-Ranges"]) == (200, content_type, "bytes")
    assert whole["X-Content-Type-Options"] == "nosniff"
    part = client.get(film.url, headers={"Range": "bytes=10-19", "If-Range": whole["ETag"]})
    assert (part.status_code, part["Content-Range"]) == (206, f"bytes 10-19/{len(data)}")
    assert part.getvalue() == data[10:20]
    again = client.get(film.url, headers={"Range": "bytes=10-19", "If-Range": '"another"'})
    assert (again.status_code, again.getvalue()) == (200, data)


def test_a_closed_recording_is_for_the_staff(client):
    assert client.get(portal_recording(is_public=False).url).status_code == 404


@pytest.mark.parametrize("size", [2**64 - 1, 2**63, 10**6])
def test_a_box_larger_than_the_file_is_damaged(size):
    data = b"\0\0\0\x10ftypisom\0\0\0\0" + b"\0\0\0\x01free" + size.to_bytes(8, "big")
    assert refused("a.mp4", data) == "broken"
