"""Pages of the account: with and without script, for the author only."""

import html
import json
import re

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from tajryiba.magazine.models import Submission
from tajryiba.magazine.submission import domain
from tajryiba.magazine.submission.consent import VERSION
from tajryiba.magazine.submission.domain.drafts import MOST_DRAFTS, MOST_PRACTICES
from tajryiba.media.models import PortalImage
from tests.factories import article_submissions as make
from tests.factories import media, practices
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def url(name: str, *arguments) -> str:
    return reverse(f"account_article{name}", args=arguments)


def hidden(page: str, name: str) -> str:
    return html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page).group(1))


def page_of(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return response.content.decode()


def form_data(client, draft, **changes) -> dict:
    """What a browser without script posts: every field as the page showed it, and the changes."""
    page = page_of(client, url("", draft.pk))
    values = {name: getattr(draft, name) for name in make.VALUES}
    return {**values, "shown": hidden(page, "shown"), "device": hidden(page, "device"), **changes}


def test_begin_twice_with_one_button_is_one_draft(signed_in):
    client = signed_in(person())
    data = {"key": hidden(page_of(client, url("s")), "key")}
    answers = [client.post(url("_start"), data)["Location"] for _ in range(2)]
    draft = Submission.objects.get()
    assert answers == [url("", draft.pk)] * 2
    assert str(draft.key) == data["key"]


def test_too_many_drafts_are_refused_with_a_sentence(signed_in):
    author = person()
    for _ in range(MOST_DRAFTS):
        domain.start_article(author=author)
    response = signed_in(author).post(url("_start"), {"key": "no key"}, follow=True)
    assert "You have many unfinished drafts" in response.content.decode()
    assert Submission.objects.count() == MOST_DRAFTS


def test_a_guest_is_sent_to_sign_in(guest):
    draft = make.draft()
    for path in (url("s"), url("", draft.pk), url("_send", draft.pk)):
        assert guest.get(path)["Location"].startswith("/en/account/login/")
    assert guest.post(url("_save", draft.pk), "{}", content_type="application/json").status_code == 401


@pytest.mark.parametrize("role", ["reader", "editor", "superuser"])
def test_nobody_else_learns_of_it(signed_in, role):
    sent, client = make.sent(), signed_in(person(role))
    for name in ("", "_send", "_practices", "_earlier", "_withdraw"):
        assert client.get(url(name, sent.pk)).status_code == 404
        assert client.get(url(name, 2**70)).status_code == 404
    for name in ("_save", "_picture"):
        assert client.post(url(name, sent.pk)).status_code == 404


def test_without_script_it_is_an_ordinary_form(signed_in):
    other, author = practices.topic("waste", order=9), person()
    topic = practices.topic(order=3)  # made later, stands first
    draft, client = make.draft(author, {}), signed_in(author)
    topics = [topic.pk, other.pk]
    response = client.post(url("", draft.pk), form_data(client, draft, topics=topics, **make.VALUES, go="check"))
    draft = make.again(draft)
    assert response["Location"] == url("_send", draft.pk)
    assert {name: getattr(draft, name) for name in make.VALUES} == make.VALUES
    assert list(draft.topics.all()) == [topic, other]
    revisions = draft.revisions
    client.post(url("", draft.pk), form_data(client, draft, topics=[topic.pk, other.pk]))
    assert make.again(draft).revisions == revisions  # nothing was touched


def test_an_old_page_overwrites_nothing_that_it_did_not_touch(signed_in):
    author = person()
    draft, client = make.draft(author), signed_in(author)
    old = form_data(client, draft, lead="Бул жерде жазылганы.")
    make.write(draft, {"title": "Башка түзмөктөн", "lead": "Башка түзмөктөн жазылганы."}, device="laptop")
    page = client.post(url("", draft.pk), old, follow=True).content.decode()
    draft = make.again(draft)
    assert (draft.title, draft.lead) == ("Башка түзмөктөн", "Бул жерде жазылганы.")
    assert "«In short» was changed on another device too" in page
    assert "Башка түзмөктөн жазылганы." in page_of(client, url("_earlier", draft.pk))


def test_what_is_too_long_is_said(signed_in):
    author = person()
    draft, client = make.draft(author), signed_in(author)
    data = form_data(client, draft, title="я" * 201)
    page = client.post(url("", draft.pk), data, follow=True).content.decode()
    assert "Title: Too long: 201 characters, at most 200." in page


def test_the_script_saves_field_by_field(signed_in):
    author = person()
    draft, client = make.draft(author, {}), signed_in(author)
    edit = {"name": "title", "value": "Суу", "base": 0, "key": "one", "device": "phone"}
    answer = client.post(url("_save", draft.pk), json.dumps({"edits": [edit]}), content_type="application/json")
    assert answer.json()["saved"]["title"]["rev"] == 1
    assert make.again(draft).title == "Суу"
    assert client.post(url("_save", draft.pk), "[", content_type="application/json").status_code == 400
    shown = json.loads(hidden(page_of(client, url("", draft.pk)), "shown"))
    assert shown["title"][0] == 1


def test_when_the_script_has_saved_all_the_form_changes_nothing(signed_in):
    author = person()
    draft, client = make.draft(author), signed_in(author)
    client.post(url("", draft.pk), {"shown": "*", "title": "Башка"})
    assert make.again(draft).title == make.VALUES["title"]


def test_sending_shows_what_is_missing_keeps_the_answer_and_asks_for_consent(signed_in):
    author = person()
    draft, client = make.draft(author, make.VALUES | {"lead": "Кыска"}), signed_in(author)
    page = page_of(client, url("_send", draft.pk))
    assert "Write at least 40 characters: there are 5 now." in page
    assert "CC BY 4.0" in page
    make.write(draft, {"lead": make.VALUES["lead"]})
    page = client.post(url("_send", draft.pk), {"answer": "Жооп"}).content.decode()
    assert "Tick it: without it the article cannot be published." in page
    page = client.post(url("_send", draft.pk), {"agreed": VERSION}, follow=True).content.decode()
    assert "The article is with the editors." in page
    assert (make.again(draft).state, client.get(url("_send", draft.pk)).status_code) == ("sent", 302)
    client.post(url("_send", draft.pk), {"agreed": VERSION})
    assert make.again(draft).round == 1


def test_faults_stand_at_their_fields(signed_in):
    author = person()
    draft = make.draft(author, {})
    page = page_of(signed_in(author), url("", draft.pk) + "?faults=1")
    assert page.count('class="field__error"') == 3  # the name is signed already
    assert 'href="#f-text"' in page


def test_too_much_in_an_hour_is_refused_with_a_sentence(signed_in, monkeypatch):
    monkeypatch.setattr("tajryiba.magazine.submission.domain.sending.MOST_SENT", 0)
    author = person()
    draft = make.draft(author)
    response = signed_in(author).post(url("_send", draft.pk), {"agreed": VERSION})
    assert "You sent a lot in the last hour." in response.content.decode()


def test_asked_for_changes_the_author_sees_the_thread_and_answers(signed_in):
    author, editor = person(), person("editor")
    sent = make.sent(author)
    domain.ask_for_changes(submission=sent, remark="Канча турду?", version=sent.version, actor=editor)
    client = signed_in(author)
    page = page_of(client, url("", sent.pk))
    assert "Канча турду?" in page
    assert editor.full_name not in page
    page = client.post(url("_send", sent.pk), {"answer": "1,2 млн сом"}).content.decode()
    assert "1,2 млн сом</textarea>" in page
    client.post(url("_send", sent.pk), {"answer": "1,2 млн сом", "agreed": VERSION})
    page = page_of(client, url("", sent.pk))
    assert page.index("Канча турду?") < page.index("1,2 млн сом")


def test_once_published_the_list_and_the_article_lead_to_the_page(signed_in):
    author = person()
    sent = make.sent(author)
    article = domain.accept_article(submission=sent, version=sent.version, actor=person("editor"))
    client = signed_in(author)
    assert "We will write when readers see it." in page_of(client, url("", sent.pk))
    page = article.pages.get()
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.address.startswith("/ky/magazine/")
    for path in (url("s"), url("", sent.pk)):
        assert f'href="{page.address}"' in page_of(client, path)


def test_the_list_costs_the_same(signed_in, same_query_count):
    author = person()
    client = signed_in(author)

    def grow(count):
        for _ in range(count):
            Submission.objects.filter(state="sent", author=author).update(author=None)
            domain.start_article(author=author)
            Submission.objects.filter(author=author).update(state="accepted", article=some_article())

    assert same_query_count(lambda: client.get(url("s")), grow) < 25


def some_article():
    sent = make.sent()
    article = domain.accept_article(submission=sent, version=sent.version, actor=person("editor"))
    article.pages.get().save_revision().publish()
    return article


def test_practices_are_found_by_words_added_and_removed(signed_in):
    author, practice, hidden_one = person(), practices.published(("ky", "ru")), practices.practice()
    draft, client = make.draft(author), signed_in(author)
    path = url("_practices", draft.pk) + "?" + urlencode({"q": "короого суу"})
    page = page_of(client, path)
    assert f'name="add" value="{practice.pk}"' in page
    assert client.post(path, {"add": practice.pk})["Location"] == path
    assert list(draft.practices.all()) == [practice]
    page = page_of(client, path)
    assert (f'name="add" value="{practice.pk}"' in page, f'name="remove" value="{practice.pk}"' in page) == (
        False,
        True,
    )
    assert client.post(path, {"add": hidden_one.pk}).status_code == 404
    assert client.post(path, {"add": "x", "remove": "y"}).status_code == 302
    assert "Water" not in page_of(client, url("_send", draft.pk))
    client.post(path, {"remove": practice.pk})
    assert draft.practices.count() == 0
    assert "No other practice has these words" in page_of(client, url("_practices", draft.pk) + "?q=zzzz")


def test_more_than_ten_practices_are_refused_with_a_sentence(signed_in):
    author = person()
    draft, practice = make.draft(author), practices.published()
    draft.practices.set([practices.practice() for _ in range(MOST_PRACTICES)])
    response = signed_in(author).post(url("_practices", draft.pk), {"add": practice.pk}, follow=True)
    assert "There are ten practices already." in response.content.decode()


def test_what_is_with_the_editors_is_not_changed(signed_in):
    author = person()
    sent, client = make.sent(author), signed_in(author)
    page = client.post(url("", sent.pk), {"title": "Башка", "shown": "{}"}, follow=True).content.decode()
    assert "Your latest words are kept in the history." in page
    assert "Башка" in page_of(client, url("_earlier", sent.pk))
    assert client.get(url("_practices", sent.pk))["Location"] == url("", sent.pk)
    photo = media.upload("n.jpg", media.picture())
    page = client.post(url("_picture", sent.pk), {"file": photo}, follow=True).content.decode()
    assert "It is with the editors now and cannot be changed." in page
    assert (make.again(sent).title, make.again(sent).image) == (make.VALUES["title"], None)


def test_the_picture_is_its_authors_and_the_editors_business(signed_in, guest, settings):
    settings.STAFF_MFA_REQUIRED = False
    author = person()
    draft, client = make.draft(author), signed_in(author)
    client.post(url("_picture", draft.pk), {})
    assert make.again(draft).image is None
    client.post(url("_picture", draft.pk), {"file": media.upload("n.jpg", media.picture())})
    path = reverse("workspace_picture", args=[PortalImage.everything.get().pk, "card"])
    assert path in page_of(client, url("", draft.pk))
    everybody = [guest, signed_in(person()), signed_in(person("superuser")), client]
    assert [one.get(path).status_code for one in everybody] == [404, 404, 404, 200]
    make.send(make.write(draft, {"alt_ky": "Суу", "alt_ru": "Вода"}))
    assert [one.get(path).status_code for one in everybody] == [404, 404, 200, 200]
    assert path.replace("card", "large") in page_of(client, url("", draft.pk))


def test_a_picture_is_removed_or_refused(signed_in):
    author = person()
    draft = make.with_picture(make.draft(author))
    client = signed_in(author)
    bad = client.post(url("_picture", draft.pk), {"file": media.upload("n.jpg", b"no picture")}, follow=True)
    assert "notice--red" in bad.content.decode()
    assert make.again(draft).image == draft.image
    client.post(url("_picture", draft.pk), {"remove": ""})
    assert make.again(draft).image is None


def test_taken_back_it_leaves_the_list(signed_in):
    author = person()
    draft, client = make.draft(author), signed_in(author)
    assert "leaves your list" in page_of(client, url("_withdraw", draft.pk))
    client.post(url("_withdraw", draft.pk))
    assert make.VALUES["title"] not in page_of(client, url("s"))
    sent = make.sent(author)
    assert client.post(url("_withdraw", sent.pk))["Location"] == url("", sent.pk)
    assert make.again(sent).state == "sent"


def test_what_was_typed_is_never_markup(signed_in):
    author = person()
    nasty = "<script>alert(1)</script>"
    draft = make.draft(author, dict.fromkeys(("title", "lead", "text", "signature"), nasty))
    client = signed_in(author)
    for name in ("", "_send", "_withdraw", "_practices"):
        assert "<script>alert" not in page_of(client, url(name, draft.pk))
    make.send(make.write(draft, make.VALUES | {"text": nasty * 100}))
    assert "<script>alert" not in page_of(client, url("", draft.pk))
