"""How files leave: who gets them, under which name, with which headers."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Collection, CollectionViewRestriction

from tests.factories.media import archive, office_files, pdf, portal_document, portal_image
from tests.factories.people import person

pytestmark = pytest.mark.django_db

PEOPLE = [None, "member", "client_admin", "editor", "content_admin"]
STAFF = {"editor", "content_admin"}


def sign_in(client, role):
    if role:
        client.force_login(person(role))
    return client


# --- Renditions ---


def test_a_rendition_is_webp_for_everyone_and_for_ever(client):
    url = portal_image().get_rendition("width-320").url
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response.getvalue()[8:12] == b"WEBP"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert not response.has_header("Vary") or "Cookie" not in response["Vary"]
    assert not response.cookies


def test_a_rendition_that_has_not_changed_is_not_sent_again(client):
    url = portal_image().get_rendition("width-320").url
    first = client.get(url)
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(url, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    head = client.head(url)
    assert (head.status_code, head["Content-Length"]) == (200, first["Content-Length"])
    assert client.post(url).status_code == 405


@pytest.mark.parametrize("role", PEOPLE)
def test_originals_have_no_address_for_anyone(client, role):
    image = portal_image()
    assert default_storage.exists(image.file.name)
    assert sign_in(client, role).get(image.file.url).status_code == 404
    name = image.file.name.rpartition("/")[2]
    for path in (f"/media/images/../original_images/{name}", f"/media/images/%2e%2e/original_images/{name}"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "nothing.webp",
        "../../../etc/passwd",
        "..%2f..%2fsecret_key",
        "/etc/passwd",
        "a\0b.webp",
        "x.svg",
        "x.html",
        "",
        ".",
    ],
)
def test_nothing_else_is_served(client, name):
    assert client.get(f"/media/images/{name}").status_code == 404


def test_a_file_of_another_kind_in_the_folder_is_not_served(client):
    default_storage.save("images/page.html", ContentFile(b"<script>alert(1)</script>"))
    assert client.get("/media/images/page.html").status_code == 404


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_path_gets_an_answer(client, name):
    response = client.get("/media/images/" + name.replace("?", "").replace("#", "") + ".webp")
    assert response.status_code == 404


# --- Documents ---


def address(document) -> str:
    return reverse("wagtaildocs_serve", args=[document.pk, document.filename])


def test_a_pdf_opens_in_the_browser_under_its_own_name(client):
    document = portal_document(name="Токтом № 5.pdf")
    assert document.url == address(document) == f"/media/documents/{document.pk}/toktom-no-5.pdf"
    response = client.get(document.url)
    assert response.getvalue() == pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        "inline; filename=\"______ _ 5.pdf\"; filename*=UTF-8''%D0%A2%D0%BE%D0%BA%D1%82%D0%BE%D0%BC%20%E2%84%96%205.pdf"
    )
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert "script-src" not in response["Content-Security-Policy"]
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("a.docx", archive(office_files()), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.txt", b"hello <script>", "text/plain; charset=utf-8"),
        ("a.csv", b"a;b", "text/csv; charset=utf-8"),
    ],
)
def test_other_documents_are_saved_not_opened(client, name, data, content_type):
    response = client.get(address(portal_document(name=name, data=data)))
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f"attachment; filename=\"{name}\"; filename*=UTF-8''{name}"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"


@pytest.mark.parametrize("role", PEOPLE)
@pytest.mark.parametrize("closed", ["document", "collection"])
def test_a_closed_document_is_there_for_staff_only(client, role, closed):
    collection = Collection.get_first_root_node().add_child(name="Closed")
    document = portal_document(is_public=closed == "collection", collection=collection)
    if closed == "collection":
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")

    response = sign_in(client, role).get(address(document))

    if role in STAFF:
        assert response.getvalue() == pdf()
        assert response["Cache-Control"] == "private, no-store"
    else:
        assert response.status_code == 404


@pytest.mark.parametrize("role", PEOPLE)
def test_an_open_document_is_there_for_everyone(client, role):
    assert sign_in(client, role).get(address(portal_document())).status_code == 200


def test_wrong_numbers_and_names(client):
    document = portal_document()
    for path in ("0/x.pdf", f"{10**30}/x.pdf", f"{document.pk}/other.pdf", f"{document.pk}/", "-1/x.pdf", "x/y.pdf"):
        assert client.get(f"/media/documents/{path}").status_code == 404
    assert client.get("/media/closed/1/").status_code == 404


def test_a_document_whose_file_is_gone(client):
    document = portal_document()
    document.file.storage.delete(document.file.name)
    assert client.get(address(document)).status_code == 404


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [("bytes=0-9", 0, 10), ("bytes=5-", 5, None), ("bytes=-7", -7, None), ("bytes=0-999999", 0, None)],
)
def test_a_range_of_a_document(client, header, start, end):
    data = pdf()
    response = client.get(address(portal_document()), headers={"Range": header})
    expected = data[start:end]
    first = start % len(data)
    assert response.status_code == 206
    assert response.getvalue() == expected
    assert response["Content-Length"] == str(len(expected))
    assert response["Content-Range"] == f"bytes {first}-{first + len(expected) - 1}/{len(data)}"
    assert response["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("header", ["bytes=99999999-", "bytes=-0"])
def test_a_range_outside(client, header):
    response = client.get(address(portal_document()), headers={"Range": header})
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{len(pdf())}")


@pytest.mark.parametrize(
    "header", ["bytes=5-2", "bytes=-", "bytes=a-b", "lines=0-1", "bytes=0-1,4-5", "bytes=٣-٥", "x" * 900]
)
def test_a_range_that_makes_no_sense_gives_the_whole(client, header):
    response = client.get(address(portal_document()), headers={"Range": header})
    assert (response.status_code, response.getvalue()) == (200, pdf())


def test_a_range_only_if_the_document_is_the_same(client):
    url = address(portal_document())
    etag = client.get(url)["ETag"]
    ranged = {"Range": "bytes=0-3"}
    assert client.get(url, headers={**ranged, "If-Range": etag}).status_code == 206
    assert client.get(url, headers={**ranged, "If-Range": '"other"'}).status_code == 200
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304


def test_head_and_other_methods(client):
    url = address(portal_document())
    head = client.head(url)
    assert (head.status_code, head.content if not head.streaming else head.getvalue()) == (200, b"")
    assert head["Content-Length"] == str(len(pdf()))
    assert client.post(url).status_code == 405


@pytest.mark.parametrize("ranged", [{}, {"Range": "bytes=0-9"}])
def test_a_file_is_never_packed(client, ranged):
    """A range is of the bytes of the file: packed ones would not fit to the others."""
    response = client.get(address(portal_document()), headers={**ranged, "Accept-Encoding": "gzip"})
    assert response.getvalue() == (pdf()[:10] if ranged else pdf())
    assert "Content-Encoding" not in response
    assert not response["ETag"].startswith("W/")
    assert response["Content-Length"] == str(10 if ranged else len(pdf()))
