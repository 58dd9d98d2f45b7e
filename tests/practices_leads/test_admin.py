"""The board in the Wagtail admin."""

import uuid

import pytest
from django.urls import reverse

from tajryiba.practices.leads import domain
from tajryiba.practices.leads.models import Lead
from tajryiba.practices.models import Practice
from tests.factories import media
from tests.factories import practices as make
from tests.factories.people import person
from tests.factories.submissions import lead

pytestmark = pytest.mark.django_db
BOARD = "/admin/leads/"


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.STAFF_MFA_REQUIRED = False


@pytest.fixture
def editor():
    return person("editor", language="ru")


def quick(**changes) -> dict:
    return {"title": "Вода в каждый двор", "found_in": "web", "key": str(uuid.uuid4()), **changes}


def verb(found: Lead, name: str) -> str:
    return reverse("leads:verb", args=[found.pk, name])


@pytest.mark.parametrize("role", ["client_admin", "analyst", "reader"])
def test_others_see_no_leads(signed_in, role):
    found, client = lead(), signed_in(person(role))
    paths = [BOARD, reverse("leads:lead", args=[found.pk])]
    assert all(client.get(path).status_code in (302, 403) for path in paths)
    assert client.post(BOARD, quick()).status_code in (302, 403)
    assert client.post(verb(found, "drop"), {"reason": "x"}).status_code in (302, 403)
    assert list(Lead.objects.values_list("state", flat=True)) == ["found"]


def test_a_lead_is_added_in_one_line_with_a_photo(signed_in, editor):
    client = signed_in(editor)
    photo = media.upload("f.jpg", media.picture(), "image/jpeg")
    data = quick(photo=photo, place="У перевала", link="e.kg/1", follows_up=editor.pk)
    assert client.post(BOARD, data)["Location"] == BOARD
    found = Lead.objects.get()
    assert (found.link, found.place, found.image is not None, found.follows_up) == (
        "https://e.kg/1",
        "У перевала",
        True,
        editor,
    )
    page = client.get(BOARD).content.decode()
    assert found.title in page


def test_a_second_click_adds_nothing(signed_in, editor):
    client, data = signed_in(editor), quick()
    assert [client.post(BOARD, data).status_code for _ in range(2)] == [302, 302]
    assert Lead.objects.count() == 1


def test_what_is_alike_is_shown_before_and_may_be_added_all_the_same(signed_in, editor):
    public = make.published(title="Вода пришла в каждый двор")
    dropped = domain.drop_lead(lead=lead(editor, title="Вода в каждом дворе"), reason="Старая", actor=editor)
    client, data = signed_in(editor), quick()
    page = client.post(BOARD, data).content.decode()
    assert Lead.objects.count() == 1
    assert reverse("leads:lead", args=[dropped.pk]) in page
    assert reverse("wagtailsnippets_practices_practice:edit", args=[public.pk]) in page
    assert "Старая" in page
    assert data["key"] in page
    assert client.post(BOARD, data | {"sure": "on"}).status_code == 302
    assert Lead.objects.count() == 2


def test_a_wrong_line_comes_back_with_what_was_typed(signed_in, editor):
    client = signed_in(editor)
    answer = client.post(BOARD, quick(link="не ссылка"))
    assert (answer.status_code, "не ссылка" in answer.content.decode(), Lead.objects.count()) == (422, True, 0)
    bad = media.upload("f.jpg", b"x", "image/jpeg")
    assert client.post(BOARD, quick(photo=bad)).status_code == 422
    assert Lead.objects.count() == 0


def test_buttons_move_drop_reopen_and_describe(signed_in, editor):
    found, client = lead(editor), signed_in(editor)
    client.post(verb(found, "move"), {"state": "contacted"})
    client.post(verb(found, "drop"), {"reason": "Нет связи"})
    assert Lead.objects.get().state == "dropped"
    client.post(verb(found, "reopen"))
    assert client.post(verb(found, "describe"), {})["Location"] == reverse("leads:lead", args=[found.pk])
    answer = client.post(verb(found, "describe"), {"topic": make.topic().pk})
    assert answer["Location"] == reverse("wagtailsnippets_practices_practice:edit", args=[Practice.objects.get().pk])
    assert client.post(verb(found, "move"), {"state": "nonsense"}).status_code == 404
    assert client.post(verb(found, "nonsense")).status_code == 404
    assert client.get(verb(found, "move")).status_code == 405
    page = client.post(verb(found, "drop"), {"reason": ""}, follow=True).content.decode()
    assert Lead.objects.get().state == "described"
    assert "messages" in page


def test_a_leads_page_saves_and_shows_what_is_alike(signed_in, editor):
    public = make.published(title="Вода пришла в каждый двор")
    found, client = lead(editor, title="Вода в каждый двор"), signed_in(editor)
    page = client.get(reverse("leads:lead", args=[found.pk])).content.decode()
    assert f'name="practice" value="{public.pk}"' in page
    data = {"title": "Новое имя", "found_in": "print", "place": "", "country": "kg", "link": "", "note": "Звонить"}
    assert client.post(reverse("leads:lead", args=[found.pk]), data).status_code == 302
    found.refresh_from_db()
    assert (found.title, found.country, found.note) == ("Новое имя", "KG", "Звонить")
    assert client.post(reverse("leads:lead", args=[found.pk]), data | {"country": "K1"}).status_code == 422
    client.post(verb(found, "link"), {"practice": public.pk})
    found.refresh_from_db()
    assert (found.state, found.practice) == ("published", public)


def test_the_board_costs_the_same_for_one_and_thirty(signed_in, editor, same_query_count):
    client = signed_in(editor)
    same_query_count(lambda: client.get(BOARD), lambda n: [lead(editor, place="x") for _ in range(n)])
