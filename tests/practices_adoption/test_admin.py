"""Templates of draft decisions in the admin: tried before they are kept, never lost."""

from io import BytesIO

import docx
import pytest
from django.urls import reverse

from tajryiba.practices.adoption.drafting.make import starter_template
from tajryiba.practices.models import DraftTemplate
from tests.factories import media
from tests.factories.adoption import template
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.STAFF_MFA_REQUIRED = False


def url(name: str, *args) -> str:
    return reverse(f"wagtailsnippets_practices_drafttemplate:{name}", args=args)


def paper(words: str) -> bytes:
    document, out = docx.Document(), BytesIO()
    document.add_paragraph(words)
    document.save(out)
    return out.getvalue()


def send(client, data: bytes, name: str = "a.docx"):
    return client.post(url("add"), {"kind": "kenesh", "lang": "ky", "file": media.upload(name, data), "note": "Жаңы"})


def test_download_edit_upload(signed_in):
    client = signed_in(person("content_admin"))
    assert url("in_force", "kenesh", "ky") in client.get(url("list")).content.decode()
    present = client.get(url("in_force", "kenesh", "ky"))
    assert docx.Document(BytesIO(present.content)).paragraphs[1].text == "{{ unit }}"
    assert send(client, present.content).status_code == 302
    row = DraftTemplate.objects.get()
    assert (row.kind, row.lang, row.note) == ("kenesh", "ky", "Жаңы")
    assert row.file.name.startswith("drafts/kenesh-ky-")
    assert client.get(url("in_force", "kenesh", "ky")).content == present.content


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (paper("{{ nonsense }}"), "a.docx", "nonsense"),
        (paper("{{ unit.__class__ }}"), "a.docx", "__class__"),
        (b"no docx", "a.docx", ""),
        (media.pdf(), "a.pdf", "DOCX"),
    ],
)
def test_what_cannot_be_filled_is_not_kept(signed_in, data, name, words):
    response = send(signed_in(person("content_admin")), data, name)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not DraftTemplate.objects.exists()


def test_a_large_template_is_not_kept(signed_in, monkeypatch):
    monkeypatch.setattr("tajryiba.media.docx_templates.LARGEST", 100)
    assert send(signed_in(person("content_admin")), starter_template("kenesh", "ky")).status_code == 200
    assert not DraftTemplate.objects.exists()


@pytest.mark.parametrize("role", ["editor", "client_admin", "analyst"])
def test_others_neither_read_nor_write(signed_in, role):
    client = signed_in(person(role))
    for address in (url("list"), url("add"), url("in_force", "kenesh", "ky")):
        assert client.get(address).status_code == 302


def test_a_kept_template_is_neither_changed_nor_removed(signed_in):
    row, client = template(), signed_in(person("superuser"))
    for name in ("edit", "delete"):
        assert client.post(url(name, row.pk)).status_code in (302, 404)
    assert DraftTemplate.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(("kind", "lang"), [("other", "ky"), ("kenesh", "en")])
def test_there_are_no_other_templates(signed_in, kind, lang):
    assert signed_in(person("content_admin")).get(url("in_force", kind, lang)).status_code == 404
