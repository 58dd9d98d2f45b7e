"""Text and pages taken out of files by the worker."""

import subprocess
from io import BytesIO

import pytest
from PIL import Image

from tajryiba.library.domain import read_item
from tajryiba.library.models import Extract, Item, PreviewPage
from tajryiba.library.tasks import read_waiting_files
from tajryiba.media import previews
from tajryiba.media.previews import page_pictures
from tests.factories import library
from tests.factories.media import archive, office_files, pdf, portal_document, upload

pytestmark = pytest.mark.django_db


def test_pictures_of_the_first_pages():
    pictures = page_pictures(pdf(pages=5), "pdf", pages=2, width=300)
    assert [(picture.width, picture.height) for picture in pictures] == [(300, 300), (300, 300)]
    image = Image.open(BytesIO(pictures[0].data))
    assert (image.format, image.size) == ("WEBP", (300, 300))


@pytest.mark.parametrize(("data", "kind"), [(b"%PDF-1.7 broken", "pdf"), (b"", "pdf"), (b"PK", "docx"), (pdf(), "txt")])
def test_what_has_no_pictures(data, kind):
    assert page_pictures(data, kind) == []


def test_a_file_that_draws_for_ever_is_given_up(monkeypatch):
    def slow(*args, **kwargs):
        raise subprocess.TimeoutExpired("preview", 20)

    monkeypatch.setattr(previews.subprocess, "run", slow)
    assert page_pictures(pdf(), "pdf") == []


def test_publication_reads_the_files(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = library.with_file()
    item = made.items.get()
    assert item.extract.text.strip() == "Salam dunyo"
    assert [(page.number, page.width) for page in item.pages.all()] == [(1, 900)]


def test_text_of_a_docx():
    data = archive(office_files("docx", "Көк суу\nөзөн"))
    item = library.with_file(document=portal_document(name="a.docx", data=data)).items.get()
    assert read_item(item).text == "Көк суу\nөзөн"
    assert PreviewPage.objects.count() == 0


def test_each_file_is_read_once_and_again_when_it_is_another():
    item = library.with_file().items.get()
    library.material(items=[{"document": portal_document()}])  # a draft waits
    assert read_waiting_files() == 1
    assert read_waiting_files() == 0
    document = item.document
    document.file = upload("b.pdf", pdf(text="Jany"))
    document._set_document_file_metadata()
    document.save()
    assert read_waiting_files() == 1
    assert Extract.objects.get(item=item).text.strip() == "Jany"
    assert PreviewPage.objects.filter(item=item).count() == 1


def test_old_pictures_leave_the_disk(django_capture_on_commit_callbacks):
    item = library.with_file().items.get()
    read_item(item)
    old = PreviewPage.objects.get().file
    with django_capture_on_commit_callbacks(execute=True):
        read_item(item)
    assert not old.storage.exists(old.name)
    new = PreviewPage.objects.get().file
    assert new.storage.exists(new.name)


def test_a_file_that_is_gone_is_not_tried_for_ever():
    item = library.with_file().items.get()
    item.document.file.storage.delete(item.document.file.name)
    assert read_waiting_files() == 1
    assert Extract.objects.get(item=item).text == ""
    assert read_waiting_files() == 0


def test_a_file_that_breaks_the_reading_does_not_stop_the_others(monkeypatch):
    bad, good = library.with_file().items.get(), library.with_file().items.get()

    def read(item: Item):
        if item.pk == bad.pk:
            raise RuntimeError("whatever")
        return read_item(item)

    monkeypatch.setattr("tajryiba.library.tasks.read_item", read)
    assert read_waiting_files() == 1
    assert Extract.objects.get(item=good).text.strip() == "Salam dunyo"
    assert read_waiting_files() == 0


def test_a_picture_is_served_while_the_file_is_public(guest):
    item = library.with_file().items.get()
    read_item(item)
    page = PreviewPage.objects.get()
    response = guest.get(page.get_absolute_url())
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert page.get_absolute_url() in guest.get(item.material.url_in("ky")).content.decode()
    item.document.is_public = False
    item.document.save()
    assert guest.get(page.get_absolute_url()).status_code == 404
    assert guest.get(f"/ru/library/{item.material_id}/pages/999999.webp").status_code == 404


def test_a_picture_that_is_gone(guest):
    item = library.with_file().items.get()
    read_item(item)
    page = PreviewPage.objects.get()
    page.file.storage.delete(page.file.name)
    assert guest.get(page.get_absolute_url()).status_code == 404
