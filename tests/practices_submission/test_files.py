"""Files beside a submission: nobody's business before it is sent, the library's once it is accepted."""

import uuid

import pytest
from django.core.files.storage import default_storage, storages
from django.urls import reverse
from wagtail.models import ReferenceIndex

from tajryiba.media.models import PortalDocument, PortalImage
from tajryiba.practices.submission import domain
from tajryiba.practices.submission.models import Submission
from tests.factories import media
from tests.factories import submissions as sub
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_passed(settings):
    settings.STAFF_MFA_REQUIRED = False


def with_files(draft: Submission) -> tuple[PortalImage, PortalDocument]:
    facts = {"submission": draft, "caption": "Жашыруун", "actor": draft.author}
    photo, paper = media.upload("n.jpg", media.picture()), media.upload("t.pdf", media.pdf())
    image = domain.add_file(file=photo, is_photo=True, key=uuid.uuid4(), **facts).image
    return image, domain.add_file(file=paper, is_photo=False, key=uuid.uuid4(), **facts).document


def addresses(image: PortalImage, document: PortalDocument) -> list[str]:
    return [reverse("workspace_picture", args=[image.pk, "large"]), document.url]


def answers(client, paths: list[str]) -> list[int]:
    return [client.get(path).status_code for path in paths]


def test_who_reads_the_submission_reads_its_files(client, signed_in):
    draft = sub.draft()
    paths = addresses(*with_files(draft))
    staff = [person("editor"), person("content_admin"), person("superuser")]
    assert answers(client, paths) == [404, 404]
    assert answers(signed_in(draft.author), paths) == [200, 200]
    for user in (*staff, person()):
        assert answers(signed_in(user), paths) == [404, 404]
    assert not PortalImage.objects.exists()
    assert not PortalDocument.objects.exists()
    domain.send_submission(submission=draft, actor=draft.author)
    for user in staff:
        assert answers(signed_in(user), paths) == [200, 200]
    assert signed_in(draft.author).get(paths[1])["Cache-Control"] == "private, no-store"
    assert answers(signed_in(person()), paths) == [404, 404]
    review = signed_in(staff[0]).get(reverse("submissions:review", args=[draft.pk])).text
    assert all(path in review for path in paths)
    assert not PortalImage.objects.exists()


def test_once_accepted_they_are_the_librarys(signed_in, django_capture_on_commit_callbacks):
    draft = sub.draft()
    image, document = with_files(draft)
    paths = addresses(image, document)
    domain.send_submission(submission=draft, actor=draft.author)
    editor = person("editor")
    assert answers(signed_in(editor), paths) == [200, 200]
    with django_capture_on_commit_callbacks(execute=True):
        domain.approve_submission(submission=draft, actor=editor)
    assert (PortalImage.objects.get(), PortalDocument.objects.get()) == (image, document)
    assert answers(signed_in(editor), paths) == [404, 200]
    assert answers(signed_in(person()), paths) == [404, 404]  # the staff decide who may read the document
    name = image.file.name.rpartition("/")[2].removesuffix(".jpg")
    assert not storages["private"].exists(f"workspace/{name}.large.webp")
    draft.refresh_from_db()
    review = signed_in(editor).get(reverse("submissions:review", args=[draft.pk])).text
    assert reverse("wagtailimages:edit", args=[image.pk]) in review
    domain.grow_submission(submission=draft, actor=draft.author)
    draft.refresh_from_db()
    domain.remove_file(submission=draft, file=draft.files.get(image=image), actor=draft.author)
    assert PortalImage.objects.get() == image  # the staff may have used it


def test_wagtails_indexes_are_of_the_library(caplog, django_capture_on_commit_callbacks):
    draft = sub.draft()
    with django_capture_on_commit_callbacks(execute=True):
        image, document = with_files(draft)
    with django_capture_on_commit_callbacks(execute=True):
        domain.send_submission(submission=draft, actor=draft.author)
        domain.approve_submission(submission=draft, actor=person("editor"))
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
    for file in (image, document):
        assert ReferenceIndex.get_references_for_object(file).exists()


def test_a_file_taken_away_before_is_gone(signed_in, django_capture_on_commit_callbacks):
    draft = sub.draft()
    image, document = with_files(draft)
    signed_in(draft.author).get(addresses(image, document)[0]).getvalue()
    with django_capture_on_commit_callbacks(execute=True):
        for file in draft.files.all():
            domain.remove_file(submission=draft, file=file, actor=draft.author)
    assert not PortalImage.everything.exists()
    assert not PortalDocument.everything.exists()
    assert not default_storage.exists(image.file.name)
    assert not storages["private"].exists(document.file.name)
    name = image.file.name.rpartition("/")[2].removesuffix(".jpg")
    assert not storages["private"].exists(f"workspace/{name}.large.webp")


def test_erasing_ones_data_takes_files_of_unsent_drafts():
    draft = sub.draft()
    with_files(draft)
    domain.note_erased(user=draft.author)
    assert not Submission.objects.exists()
    assert not PortalImage.everything.exists()
    assert not PortalDocument.everything.exists()
