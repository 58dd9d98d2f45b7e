from io import BytesIO

import pytest
from django.core.files.storage import default_storage, storages
from PIL import Image

from tajryiba.audit import queries as audit
from tajryiba.core.errors import DomainError
from tajryiba.media import domain
from tajryiba.media.models import PortalDocument, PortalImage
from tests.factories.media import ALT, pdf, photo_with_place, picture, portal_document, portal_image, upload
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def test_add_image_stores_a_clean_picture_and_writes_it_down():
    actor = person("editor")
    image = domain.add_image(
        file=upload("Суу_түтүгү.jpg", photo_with_place()),
        alt={**ALT, "en": "New\u202e pipe"},
        actor=actor,
        credit="А. Б.",
    )

    image.refresh_from_db()
    assert (image.title, image.width, image.height) == ("Суу түтүгү", 48, 64)
    assert (image.alt_ky, image.alt_ru, image.alt_en) == ("Жаңы суу түтүгү", "Новый водопровод", "New pipe")
    assert (image.credit, image.uploaded_by_user, image.is_ready) == ("А. Б.", actor, True)
    assert image.file_size == default_storage.size(image.file.name) > 0
    assert len(image.file_hash) == 40
    with default_storage.open(image.file.name) as stored:
        assert dict(Image.open(BytesIO(stored.read())).getexif()) == {}
    event = audit.history(image).get()
    assert (event.verb, event.actor_id, event.data) == ("media.image_added", actor.pk, {"width": 48, "height": 64})


def test_a_refused_picture_leaves_nothing():
    with pytest.raises(DomainError):
        domain.add_image(file=upload("x.jpg", b"no picture"))
    assert PortalImage.objects.count() == 0


@pytest.mark.parametrize(
    ("alt", "ready"), [(ALT, True), ({"ky": "сүрөт"}, False), ({"ru": "рисунок", "en": "picture"}, False), ({}, False)]
)
def test_an_image_is_ready_with_kyrgyz_and_russian_alt_text(alt, ready):
    image = portal_image(alt=alt)
    assert image.is_ready is ready
    assert list(PortalImage.objects.ready()) == ([image] if ready else [])


def test_add_document_stores_it_privately_and_writes_it_down():
    actor = person("editor")
    data = pdf(2)
    document = domain.add_document(file=upload("Токтом_№ 5.pdf", data), language="ky", actor=actor)

    document.refresh_from_db()
    assert (document.title, document.kind, document.pages) == ("Токтом № 5", "pdf", 2)
    assert (document.size, document.language, document.is_public) == (len(data), "ky", True)
    assert document.download_name == "Токтом_№ 5.pdf"
    assert document.filename == "toktom-no-5.pdf"
    assert storages["private"].exists(document.file.name)
    assert not default_storage.exists(document.file.name)
    event = audit.history(document).get()
    assert (event.verb, event.actor_id, event.data) == (
        "media.document_added",
        actor.pk,
        {"kind": "pdf", "public": True},
    )


def test_a_given_title_wins_and_loses_its_tricks():
    assert portal_document(title="  Бюджет\u202e 2025 ").title == "Бюджет 2025"
    assert len(portal_image(title="ы" * 300).title) == 255


def test_a_refused_document_leaves_nothing():
    with pytest.raises(DomainError):
        domain.add_document(file=upload("x.pdf", picture()))
    assert PortalDocument.objects.count() == 0


def test_two_documents_of_one_name_stand_side_by_side():
    first, second = portal_document(), portal_document()
    assert first.file.name != second.file.name
    assert first.download_name == second.download_name
