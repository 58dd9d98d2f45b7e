"""Every door through which Wagtail takes a file cleans it."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from tajryiba.media.models import PortalDocument, PortalImage
from tests.factories.media import (
    archive,
    office_files,
    pdf,
    photo_with_place,
    picture,
    png_header,
    portal_document,
    portal_image,
    upload,
)
from tests.factories.people import person

pytestmark = pytest.mark.django_db

AJAX = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
MACROS = archive({**office_files(), "word/vbaProject.bin": b"x"})


@pytest.fixture
def editor(client):
    client.force_login(person("editor"))
    return client


@pytest.fixture
def content_admin(client):
    client.force_login(person("content_admin"))
    return client


def test_an_editor_changes_only_what_they_uploaded(editor):
    mine = portal_image(actor=person("reader"))
    url = reverse("wagtailimages:edit", args=[mine.pk])
    assert editor.get(url).status_code == 302
    type(mine).objects.filter(pk=mine.pk).update(uploaded_by_user=editor.session["_auth_user_id"])
    assert editor.get(url).status_code == 200


def root() -> int:
    return Collection.get_first_root_node().pk


def image_fields(**changes) -> dict:
    fields = {"title": "Суу", "alt_ky": "Жаңы суу түтүгү", "alt_ru": "Новый водопровод", "collection": root()}
    return {**fields, "tags": "", **changes}


def photo(name: str = "photo.jpg"):
    return upload(name, photo_with_place(), "image/jpeg")


def assert_clean(image: PortalImage) -> None:
    with default_storage.open(image.file.name) as stored:
        data = stored.read()
    assert b"secret" not in data.lower()
    assert dict(Image.open(BytesIO(data)).getexif()) == {}
    assert (image.width, image.height, image.file_size) == (48, 64, len(data))


# --- Images ---


def test_add_an_image(editor):
    response = editor.post(reverse("wagtailimages:add"), image_fields(file=photo()))
    assert response.status_code == 302
    image = PortalImage.objects.get()
    assert_clean(image)
    assert image.is_ready and image.uploaded_by_user is not None


@pytest.mark.parametrize("missing", ["alt_ky", "alt_ru"])
def test_alt_text_is_required_and_what_was_typed_stays(editor, missing):
    response = editor.post(reverse("wagtailimages:add"), image_fields(file=photo(), credit="Асан", **{missing: " "}))
    form = response.context["form"]
    assert response.status_code == 200
    assert list(form.errors) == [missing]
    assert form["title"].value() == "Суу" and form["credit"].value() == "Асан"
    assert PortalImage.objects.count() == 0


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    ("name", "data"),
    [("x.svg", b"<svg onload='alert(1)'/>"), ("x.png", png_header(30_000, 30_000)), ("x.jpg", b"MZ program")],
)
def test_a_bad_image_is_a_fault_of_the_file_alone(editor, name, data):
    response = editor.post(reverse("wagtailimages:add"), image_fields(file=upload(name, data), credit="Асан"))
    form = response.context["form"]
    assert list(form.errors) == ["file"]
    assert form["alt_ky"].value() == "Жаңы суу түтүгү" and form["credit"].value() == "Асан"
    assert PortalImage.objects.count() == 0


def test_a_png_called_jpg_is_taken(editor):
    editor.post(reverse("wagtailimages:add"), image_fields(file=upload("x.jpg", picture("PNG"))))
    assert PortalImage.objects.get().file.name.endswith(".png")


def test_title_comes_from_the_file_when_empty(editor):
    editor.post(reverse("wagtailimages:add"), image_fields(title="", file=photo("Суу_түтүгү.jpg")))
    assert PortalImage.objects.get().title == "Суу түтүгү"


def test_edit_with_another_file_cleans_it_and_drops_the_old_one(content_admin):
    image = portal_image()
    image.get_rendition("width-100")
    old = image.file.name
    response = content_admin.post(reverse("wagtailimages:edit", args=[image.pk]), image_fields(file=photo()))
    assert response.status_code == 302
    image = PortalImage.objects.get()
    assert_clean(image)
    assert not default_storage.exists(old)
    assert image.renditions.count() == 0


def test_edit_without_a_file_keeps_it_and_wants_a_title(content_admin):
    image = portal_image()
    url = reverse("wagtailimages:edit", args=[image.pk])
    assert content_admin.post(url, image_fields(title="Жаңы ат")).status_code == 302
    assert PortalImage.objects.get().title == "Жаңы ат"
    assert PortalImage.objects.get().file.name == image.file.name
    assert list(content_admin.post(url, image_fields(title="")).context["form"].errors) == ["title"]


def test_add_many_takes_the_file_at_once_and_asks_for_alt_text_then(editor):
    url = reverse("wagtailimages:add_multiple")
    answer = editor.post(url, {"title": "Суу", "files[]": photo(), "collection": root()}, **AJAX).json()
    image = PortalImage.objects.get()
    assert answer["success"] is True and answer["image_id"] == image.pk
    assert_clean(image)
    assert not image.is_ready
    assert f'name="image-{image.pk}-alt_ky"' in answer["form"]

    url = reverse("wagtailimages:edit_multiple", args=[image.pk])
    prefix = f"image-{image.pk}-"
    empty = {f"{prefix}{key}": value for key, value in image_fields(alt_ky="").items()}
    assert editor.post(url, empty, **AJAX).json()["success"] is False
    full = {f"{prefix}{key}": value for key, value in image_fields().items()}
    assert editor.post(url, full, **AJAX).json()["success"] is True
    assert PortalImage.objects.get().is_ready


@pytest.mark.parametrize(
    ("title", "collection", "data"),
    [("Суу", 0, b"MZ"), ("x" * 300, 0, photo_with_place()), ("Суу", 999_999, photo_with_place())],
)
def test_add_many_never_keeps_an_unchecked_file_aside(editor, title, collection, data):
    root_node().add_child(name="Second")  # with one collection Wagtail does not ask for it
    fields = {"title": title, "files[]": upload("x.jpg", data), "collection": collection or root()}
    answer = editor.post(reverse("wagtailimages:add_multiple"), fields, **AJAX).json()
    assert answer["success"] is False and answer["error_message"]
    assert UploadedFile.objects.count() == PortalImage.objects.count() == 0


def test_upload_in_the_chooser(editor):
    url = reverse("wagtailimages_chooser:create")
    prefix = "image-chooser-upload-"
    fields = {f"{prefix}{key}": value for key, value in image_fields(file=photo()).items()}
    answer = editor.post(url, fields).json()
    assert answer["step"] == "chosen"
    assert_clean(PortalImage.objects.get())

    without_alt = {f"{prefix}{key}": value for key, value in image_fields(file=photo(), alt_ru="").items()}
    assert editor.post(url, without_alt).json()["step"] == "reshow_creation_form"
    script = {f"{prefix}{key}": value for key, value in image_fields(file=upload("x.svg", b"<svg/>")).items()}
    assert editor.post(url, script).json()["step"] == "reshow_creation_form"
    assert PortalImage.objects.count() == 1


# --- Documents ---


def document_fields(**changes) -> dict:
    return {"title": "Токтом", "language": "ky", "is_public": "False", "collection": root(), "tags": "", **changes}


def test_add_a_document(editor):
    response = editor.post(reverse("wagtaildocs:add"), document_fields(file=upload("Токтом № 5.pdf", pdf(2))))
    assert response.status_code == 302
    document = PortalDocument.objects.get()
    assert (document.kind, document.pages, document.size) == ("pdf", 2, len(pdf(2)))
    assert (document.language, document.is_public, document.download_name) == ("ky", False, "Токтом № 5.pdf")


@pytest.mark.parametrize(
    ("name", "data"), [("x.pdf", b"MZ\x90\0"), ("x.docx", b"<html>"), ("x.docx", MACROS), ("x.pdf.exe", pdf())]
)
def test_a_bad_document_is_a_fault_of_the_file_alone(editor, name, data):
    response = editor.post(reverse("wagtaildocs:add"), document_fields(file=upload(name, data)))
    form = response.context["form"]
    assert list(form.errors) == ["file"]
    assert form["title"].value() == "Токтом" and form["language"].value() == "ky"
    assert PortalDocument.objects.count() == 0


def test_edit_with_another_document_finds_its_kind_anew(content_admin):
    document = portal_document()
    old = document.file.name
    new = upload("Отчёт.docx", archive(office_files()))
    assert (
        content_admin.post(reverse("wagtaildocs:edit", args=[document.pk]), document_fields(file=new)).status_code
        == 302
    )
    document = PortalDocument.objects.get()
    assert (document.kind, document.pages, document.download_name) == ("docx", None, "Отчёт.docx")
    assert not document.file.storage.exists(old)

    bad = content_admin.post(
        reverse("wagtaildocs:edit", args=[document.pk]), document_fields(file=upload("x.docx", MACROS))
    )
    assert list(bad.context["form"].errors) == ["file"]
    assert PortalDocument.objects.get().file.name == document.file.name


def test_add_many_documents(editor):
    url = reverse("wagtaildocs:add_multiple")
    fields = {"title": "Токтом.pdf", "files[]": upload("Токтом.pdf", pdf()), "collection": root()}
    answer = editor.post(url, fields, **AJAX).json()
    document = PortalDocument.objects.get()
    assert (answer["success"], document.kind, document.is_public) == (True, "pdf", True)

    for title, data in (("x", MACROS), ("x" * 300, pdf())):
        fields = {"title": title, "files[]": upload("x.docx", data), "collection": root()}
        assert editor.post(url, fields, **AJAX).json()["success"] is False
    assert UploadedFile.objects.count() == 0
    assert PortalDocument.objects.count() == 1


def test_upload_of_a_document_in_the_chooser(editor):
    url = reverse("wagtaildocs_chooser:create")
    prefix = "document-chooser-upload-"
    for name, data, step in (("a.pdf", pdf(), "chosen"), ("a.pdf", b"MZ\0", "reshow_creation_form")):
        fields = {f"{prefix}{key}": value for key, value in document_fields(file=upload(name, data)).items()}
        assert editor.post(url, fields).json()["step"] == step
    assert PortalDocument.objects.get().kind == "pdf"


def root_node() -> Collection:
    return Collection.get_first_root_node()
