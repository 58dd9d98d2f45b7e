"""Papers and photos of a workspace: who gets them, from which address, and what the library knows of them."""

import importlib
from datetime import date

import pytest
from django.apps import apps
from django.core.files.storage import default_storage, storages
from django.urls import reverse

from tajryiba.media.models import PortalDocument, PortalImage, PortalRendition
from tajryiba.media.rules import is_public_document
from tajryiba.practices.adoption import domain
from tajryiba.practices.adoption.rules import is_listed
from tajryiba.practices.models import Adoption, AdoptionDocument, Practice
from tests.factories import media
from tests.factories.adoption import Team, adoption, key
from tests.factories.people import EVERYBODY, person

pytestmark = pytest.mark.django_db
SEEN = {"ky": "Түтүк", "ru": "Труба"}


@pytest.fixture(autouse=True)
def _second_factor_passed(settings):
    settings.STAFF_MFA_REQUIRED = False


def photo_of(row: Adoption, team: Team, words=SEEN, **facts) -> PortalImage:
    file = media.upload("труба.jpg", media.picture(size=(800, 600)))
    facts = {"text": "Отчёт", "on": date(2026, 1, 15), "key": key(), **facts}
    report = domain.write_report(adoption=row, by=team.member, photos=[(file, words)], **facts)
    return report.photos.get().image


def paper_of(row: Adoption, team: Team) -> AdoptionDocument:
    file = media.upload("Чечим.pdf", media.pdf())
    return domain.add_paper(adoption=row, by=team.member, file=file, title="Жашыруун чечим", key=key())


def show(row: Adoption, team: Team, parts=("reports",), is_hidden=False) -> Adoption:
    return domain.choose_public(adoption=row, by=team.member, parts=parts, is_hidden=is_hidden)


def address(image: PortalImage, size: str = "card") -> str:
    return reverse("workspace_picture", args=[image.pk, size])


def unpublish(practice: Practice) -> None:
    for text in practice.texts.all():
        text.unpublish()
    practice.refresh_from_db()
    assert not practice.is_public


# --- Photos ---


def test_a_photo_is_for_those_inside_and_never_kept(client, signed_in):
    team = Team()
    image = photo_of(adoption(team, is_hidden=True), team)
    assert client.get(address(image)).status_code == 404
    assert signed_in(person()).get(address(image)).status_code == 404
    response = signed_in(team.member).get(address(image))
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Cache-Control"] == "private, no-store"
    assert response.getvalue()[8:12] == b"WEBP"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"


def test_the_pages_make_no_public_picture(client, signed_in):
    team = Team()
    row = adoption(team)
    image = photo_of(row, team)
    page = signed_in(team.member).get(reverse("account_adoption_reports", args=[row.pk])).text
    assert f'src="{address(image)}"' in page
    show(row, team)
    assert f'src="{address(image)}"' in client.get(row.get_absolute_url()).text
    assert not PortalRendition.objects.exists()
    assert image.file.name.rpartition("/")[2] not in page


def test_a_shown_photo_is_everybodys_until_it_is_taken_back(client):
    team = Team()
    row = adoption(team)
    image = photo_of(row, team)
    assert client.get(address(image)).status_code == 404
    show(row, team)
    response = client.get(address(image))
    assert (response.status_code, response["Cache-Control"]) == (200, "public, max-age=300")
    assert "Cookie" not in response.get("Vary", "")
    show(row, team, parts=["story"])
    assert client.get(address(image)).status_code == 404
    show(row, team, is_hidden=True)
    assert client.get(address(image)).status_code == 404
    show(row, team)
    assert client.get(address(image)).status_code == 200
    unpublish(row.practice)
    assert client.get(address(image)).status_code == 404


def test_a_photo_without_words_in_both_languages_is_shown_inside_only(client, signed_in):
    team = Team()
    row = adoption(team)
    image = photo_of(row, team, {"ky": "Түтүк", "ru": ""})
    show(row, team)
    assert client.get(address(image)).status_code == 404
    assert signed_in(team.member).get(address(image)).status_code == 200


def test_addresses_that_lead_nowhere(client):
    team = Team()
    row = show(adoption(team), team)
    image = photo_of(row, team)
    ordinary = media.portal_image()
    for path in (address(image, "huge"), address(ordinary), f"/media/workspace/{10**30}/card.webp"):
        assert client.get(path).status_code == 404
    default_storage.delete(image.file.name)
    assert client.get(address(image)).status_code == 404


def test_names_of_pictures_cannot_be_computed():
    one, two = media.portal_image(), media.portal_image()
    names = [image.file.name.rpartition("/")[2] for image in (one, two)]
    assert names[0] != names[1]
    assert all(len(name.split("-")[0]) == 32 for name in names)
    assert one.get_rendition("width-100").file.name.startswith(f"images/{names[0].split('-')[0]}-")


def test_the_scaled_picture_lies_in_the_private_storage(client):
    team = Team()
    image = photo_of(show(adoption(team), team), team)
    client.get(address(image)).getvalue()
    name = f"workspace/{image.file.name.rpartition('/')[2].removesuffix('.jpg')}.card.webp"
    assert storages["private"].exists(name)
    assert not default_storage.exists(name)


# --- Papers ---


def test_a_shown_paper_follows_the_page(client):
    team = Team()
    row = adoption(team)
    paper = paper_of(row, team)
    assert client.get(paper.document.url).status_code == 404
    domain.show_paper(paper=paper, by=team.member, shown=True)
    assert client.get(paper.document.url)["Cache-Control"] == "public, max-age=300"
    unpublish(row.practice)
    assert client.get(row.get_absolute_url()).status_code == 404
    assert client.get(paper.document.url).status_code == 404
    row.practice.texts.first().save_revision().publish()
    assert client.get(paper.document.url).status_code == 200
    show(row, team, is_hidden=True)
    assert client.get(paper.document.url).status_code == 404
    show(row, team)
    assert client.get(paper.document.url).status_code == 404  # hiding took it back


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_paper_is_read_by_those_who_see_the_workspace(client, role):
    team = Team()
    row = adoption(team, is_hidden=True)
    paper, image, user = paper_of(row, team), photo_of(row, team), person(role)
    inside = user.has_perm("practices.see_adoption", row)
    if user.is_authenticated:
        client.force_login(user)
    assert (client.get(paper.document.url).status_code == 200) is inside
    assert (client.get(address(image)).status_code == 200) is inside
    assert not is_public_document(None, paper.document)


@pytest.mark.parametrize("role", ["editor", "content_admin", "superuser"])
def test_the_library_knows_nothing_of_workspaces(client, role):
    team = Team()
    row = show(adoption(team), team)
    paper, image = paper_of(row, team), photo_of(row, team, text="x")
    domain.show_paper(paper=paper, by=team.member, shown=True)
    PortalImage.everything.filter(pk=image.pk).update(title="Жашыруун сүрөт")
    assert not PortalImage.objects.exists()
    assert not PortalDocument.objects.exists()
    user = person(role)
    PortalImage.everything.update(uploaded_by_user=user)
    PortalDocument.everything.update(uploaded_by_user=user)
    client.force_login(user)
    for kind in ("images", "documents"):
        lists = [f"wagtail{kind.replace('documents', 'docs')}{name}" for name in (":index", "_chooser:choose")]
        for path in (*map(reverse, lists), f"/admin/api/main/{kind}/"):
            response = client.get(path)
            assert response.status_code == 200
            assert "Жашыруун" not in response.text
    for name, pk in (("wagtailimages", image.pk), ("wagtaildocs", paper.document_id)):
        for page in (":edit", ":delete", "_chooser:chosen"):
            assert client.get(reverse(f"{name}{page}", args=[pk])).status_code == 404
    assert client.get(f"/admin/api/main/images/{image.pk}/").status_code == 404
    assert client.get(f"/admin/api/main/documents/{paper.document_id}/").status_code == 404


@pytest.mark.parametrize("is_hidden", [False, True])
@pytest.mark.parametrize("is_public", [False, True])
def test_what_is_listed_and_the_predicate_agree(is_hidden, is_public):
    row = adoption(Team(), is_hidden=is_hidden)
    if not is_public:
        unpublish(row.practice)
    assert Adoption.objects.listed().filter(pk=row.pk).exists() is is_listed(None, row)
    assert not is_listed(None, None)


def test_files_of_before_go_back_into_their_workspaces():
    team = Team()
    row = adoption(team)
    paper, image = paper_of(row, team), photo_of(row, team)
    PortalDocument.everything.update(in_workspace=False, is_public=True)
    PortalImage.everything.update(in_workspace=False)
    rendition = PortalImage.objects.get().get_rendition("width-100")
    ordinary, other = media.portal_document(), media.portal_image()
    kept = other.get_rendition("width-100")
    migration = importlib.import_module("tajryiba.practices.migrations.0042_workspace_files")
    migration.into_workspaces(apps, None)
    assert (list(PortalDocument.objects.all()), list(PortalImage.objects.all())) == ([ordinary], [other])
    assert list(PortalDocument.everything.filter(in_workspace=True, is_public=False)) == [paper.document]
    assert list(PortalImage.everything.filter(in_workspace=True)) == [image]
    assert not default_storage.exists(rendition.file.name)
    assert list(PortalRendition.objects.all()) == [kept]
