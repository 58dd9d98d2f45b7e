"""Every door of the library asks who is there, and Wagtail's known holes stay shut."""

import pytest
from django.urls import NoReverseMatch, reverse
from wagtail.models import Collection, GroupCollectionPermission

from tajryiba.media.models import PortalDocument, PortalImage
from tests.factories.media import pdf, picture, portal_document, portal_image, upload
from tests.factories.people import person

pytestmark = pytest.mark.django_db

AJAX = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


def root() -> int:
    return Collection.get_first_root_node().pk


def photo():
    return upload("photo.jpg", picture(), "image/jpeg")


ADDRESSES = [
    "wagtailimages:index",
    "wagtailimages:add",
    "wagtailimages:add_multiple",
    "wagtaildocs:index",
    "wagtaildocs:add",
    "wagtaildocs:add_multiple",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("role", "allowed"),
    [(None, False), ("member", False), ("client_admin", False), ("editor", True), ("content_admin", True)],
)
def test_who_opens_the_library(client, address, role, allowed):
    if role:
        client.force_login(person(role))
    assert (client.get(reverse(address)).status_code == 200) is allowed


@pytest.mark.parametrize("role", [None, "member", "client_admin"])
def test_others_cannot_upload(client, role):
    if role:
        client.force_login(person(role))
    client.post(reverse("wagtailimages:add"), {"title": "x", "collection": root(), "file": photo()})
    client.post(reverse("wagtailimages:add_multiple"), {"title": "x", "files[]": photo(), "collection": root()}, **AJAX)
    client.post(
        reverse("wagtaildocs:add"),
        {"title": "x", "is_public": "True", "collection": root(), "file": upload("a.pdf", pdf())},
    )
    assert PortalImage.objects.count() == PortalDocument.objects.count() == 0


@pytest.mark.parametrize("role", ["editor", "content_admin"])
@pytest.mark.parametrize("end", ["generate_url/", "generate_url/output/", "preview/fill-9000x9000/"])
def test_addresses_that_make_pictures_of_any_size_are_closed(client, role, end):
    client.force_login(person(role))
    assert client.get(f"/admin/images/{portal_image().pk}/{end}").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("wagtailimages_serve", args=["signature", 1, "width-100"])


def test_choosers_and_api_keep_to_the_collections_of_the_person(client):
    """Wagtail's advisories: chosen and listed objects of collections in which one may not choose."""
    closed = root_node().add_child(name="Closed")
    own = root_node().add_child(name="Own")
    image, document = portal_image(collection=closed), portal_document(collection=closed)
    stranger = person("client_admin")
    group = stranger.groups.first()
    for permission in GroupCollectionPermission.objects.filter(group__name="editor", collection=root_node()):
        GroupCollectionPermission.objects.create(group=group, collection=own, permission=permission.permission)
    client.force_login(stranger)

    assert client.get(reverse("wagtailimages_chooser:choose")).status_code == 200
    for url in (
        reverse("wagtailimages_chooser:chosen", args=[image.pk]),
        reverse("wagtaildocs_chooser:chosen", args=[document.pk]),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtaildocs:edit", args=[document.pk]),
        f"/admin/api/main/images/{image.pk}/",
        f"/admin/api/main/documents/{document.pk}/",
    ):
        assert client.get(url).status_code in {302, 403, 404}, url
    for url in (
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtaildocs_chooser:choose"),
        "/admin/api/main/images/",
        "/admin/api/main/documents/",
    ):
        text = client.get(url).text
        assert image.title not in text and document.title not in text, url


def root_node() -> Collection:
    return Collection.get_first_root_node()
