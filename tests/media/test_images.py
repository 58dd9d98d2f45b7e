"""Pictures: the content decides; nothing but the picture itself is kept."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from tajryiba.core.errors import DomainError
from tajryiba.media import images
from tajryiba.media.images import clean_image
from tests.factories.media import gif_with_script, photo_with_place, picture, png_header, upload


def opened(clean) -> Image.Image:
    clean.seek(0)
    return Image.open(BytesIO(clean.read()))


def refused(name: str, data: bytes) -> str:
    with pytest.raises(DomainError) as caught:
        clean_image(upload(name, data))
    assert str(caught.value)
    return caught.value.code


def test_metadata_is_written_and_then_gone_and_the_photo_stands_upright():
    data = photo_with_place(size=(64, 48), orientation=6)
    assert Image.open(BytesIO(data)).getexif().get_ifd(0x8825)[1] == "N"
    assert b"SecretCamera" in data and b"secret comment" in data and b"secret xmp" in data

    clean = clean_image(upload("photo.jpg", data))
    result = opened(clean)

    assert result.size == (48, 64)
    assert dict(result.getexif()) == {}
    assert not {"exif", "comment", "xmp", "icc_profile", "photoshop"} & result.info.keys()
    clean.seek(0)
    assert b"secret" not in clean.read().lower()


@pytest.mark.parametrize(
    ("fmt", "expected"),
    [("JPEG", "JPEG"), ("WEBP", "JPEG"), ("HEIF", "JPEG"), ("AVIF", "JPEG"), ("PNG", "PNG"), ("GIF", "PNG")],
)
def test_every_accepted_format_becomes_jpeg_or_png(fmt, expected):
    result = opened(clean_image(upload("picture.bin", picture(fmt))))
    assert (result.format, result.size) == (expected, (64, 48))


@pytest.mark.parametrize("name", ["photo.png", "photo.pdf", "photo", "photo.exe.jpg"])
def test_the_name_does_not_decide(name):
    clean = clean_image(upload(name, picture("JPEG")))
    assert opened(clean).format == "JPEG"
    assert clean.name.endswith(".jpg")


@pytest.mark.parametrize(
    ("mode", "colour", "expected"),
    [
        ("RGBA", (1, 2, 3, 100), "RGBA"),
        ("RGBA", (1, 2, 3, 255), "RGBA"),
        ("LA", (9, 90), "RGBA"),
        ("L", 9, "L"),
        ("1", 1, "RGB"),
        ("P", 3, "RGB"),
        ("I;16", 900, "RGB"),
    ],
)
def test_modes_of_png(mode, colour, expected):
    assert opened(clean_image(upload("x.png", picture("PNG", mode=mode, colour=colour)))).mode == expected


def test_transparent_webp_keeps_its_transparency():
    clean = clean_image(upload("x.webp", picture("WEBP", mode="RGBA", colour=(1, 2, 3, 0))))
    assert opened(clean).format == "PNG"
    assert opened(clean).getpixel((0, 0))[3] == 0


def test_cmyk_becomes_rgb():
    assert opened(clean_image(upload("x.jpg", picture(mode="CMYK", colour=(0, 0, 0, 0))))).mode == "RGB"


def test_colour_profile_is_applied_and_dropped_and_a_broken_one_is_ignored():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (lab, b"broken profile"):
        result = opened(clean_image(upload("x.jpg", picture(icc_profile=profile))))
        assert "icc_profile" not in result.info
        assert abs(result.getpixel((5, 5))[0] - 180) < 6


def test_of_an_animation_the_first_frame_is_kept():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    for fmt in ("GIF", "WEBP", "PNG"):
        out = BytesIO()
        frames[0].save(out, fmt, save_all=True, append_images=frames[1:], duration=50)
        result = opened(clean_image(upload("x.gif", out.getvalue())))
        assert getattr(result, "n_frames", 1) == 1
        red, green, blue = result.convert("RGB").getpixel((10, 10))
        assert red > 240 and green < 15 and blue < 15


def test_a_file_that_is_also_a_script_is_only_a_picture_afterwards():
    data = gif_with_script()
    assert b"alert" in data
    clean = clean_image(upload("x.gif", data))
    clean.seek(0)
    assert b"alert" not in clean.read()


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (12_000, 12_000), (40_000_001, 1)])
def test_pixel_bombs_are_refused_before_decoding(width, height):
    data = png_header(width, height)
    assert len(data) < 200
    assert refused("bomb.png", data) == "too_many_pixels"


def test_exactly_forty_megapixels_pass_the_limit(monkeypatch):
    monkeypatch.setattr(images, "WAGTAILIMAGES_MAX_IMAGE_PIXELS", 64 * 48)
    assert opened(clean_image(upload("x.jpg", picture(size=(64, 48))))).size == (64, 48)
    assert refused("x.jpg", picture(size=(64, 49))) == "too_many_pixels"


def test_size_limit(monkeypatch):
    data = picture()
    monkeypatch.setattr(images, "WAGTAILIMAGES_MAX_UPLOAD_SIZE", len(data))
    clean_image(upload("x.jpg", data))
    assert refused("x.jpg", data + b"\0") == "too_large"


def test_large_pictures_are_scaled_down():
    assert opened(clean_image(upload("x.jpg", picture(size=(4000, 1000))))).size == (3600, 900)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("x.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("x.jpg", b"MZ\x90\0 this program cannot be run"),
        ("x.jpg", b"<html><script>alert(1)</script></html>"),
        ("x.jpg", b"%PDF-1.7"),
        ("x.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n"),
        ("x.jpg", b"\0" * 40),
        ("x.jpg", b"x"),
    ],
)
def test_what_is_not_a_picture_is_refused(name, data):
    assert refused(name, data) == "not_an_image"


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP", "GIF"])
def test_cut_pictures_are_refused_clearly(fmt):
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    out = BytesIO()
    noise.save(out, fmt)
    assert refused("x", out.getvalue()[: len(out.getvalue()) // 2]) in {"broken", "not_an_image"}


@given(st.binary(max_size=300), st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]), st.integers(0, 400))
def test_damaged_bytes_never_end_in_anything_but_a_clear_refusal(noise, fmt, place):
    data = bytearray(picture(fmt, size=(16, 16)))
    data[place : place + len(noise)] = noise
    try:
        clean_image(upload("x.jpg", bytes(data)))
    except DomainError as refusal:
        assert refusal.code in {"broken", "not_an_image", "too_many_pixels"}


def test_names_are_latin_and_tell_contents_apart():
    first = clean_image(upload("Айыл өкмөтү.jpg", picture(colour=(1, 1, 1)))).name
    second = clean_image(upload("Айыл өкмөтү.jpg", picture(colour=(250, 1, 1)))).name
    assert first != second
    assert first[:10].isalnum() and first.isascii() and first.endswith("-ayyl-okmotu.jpg")
