"""Pages of the account: with and without script, for writers only."""

import gzip
import json
import re
import uuid
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import translation

from tajryiba.practices.models import Practice
from tajryiba.practices.submission import domain
from tajryiba.practices.submission.enums import SubmissionState
from tajryiba.practices.submission.models import Submission
from tests.factories import media
from tests.factories import practices as make
from tests.factories import submissions as sub
from tests.factories.people import EVERYBODY, make_organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def url(name: str, *arguments) -> str:
    return reverse(f"submission_{name}", args=arguments)


def again(submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page).group(1)
    return found.replace("&quot;", '"')


def test_begin_twice_with_one_button_is_one_draft(signed_in):
    organisation = make_organisation()
    author = person("member", organisation=organisation)
    client = signed_in(author)
    page = client.get(url("list")).content.decode()
    data = {"key": hidden(page, "key"), "depth": "full", "organisation": organisation.pk}
    answers = [client.post(url("start"), data)["Location"] for _ in range(2)]
    draft = Submission.objects.get()
    assert answers == [url("form", draft.pk)] * 2
    assert (draft.organisation, draft.depth, draft.author) == (organisation, "full", author)


def test_a_foreign_organisation_or_a_strange_depth_begins_ones_own_snapshot(signed_in):
    author = person()
    data = {"key": "no key", "depth": "x", "organisation": make_organisation().pk}
    signed_in(author).post(url("start"), data)
    draft = Submission.objects.get()
    assert (draft.organisation, draft.depth) == (None, "snapshot")


def form_data(client, draft, **changes) -> dict:
    """What a browser without script posts: every field as the page showed it, and the changes."""
    page = client.get(url("form", draft.pk)).content.decode()
    return {
        **draft.values,
        "shown": hidden(page, "shown"),
        "device": hidden(page, "device"),
        **changes,
    }


def test_without_script_every_step_is_an_ordinary_form(signed_in):
    author = person()
    draft, client = sub.draft(author, "full", values={}), signed_in(author)
    data = form_data(client, draft, title="Вода", participation=["hearings", "labour"], go="story")
    response = client.post(url("form", draft.pk), data)
    assert response["Location"] == url("form", draft.pk) + "?step=story#step-story"
    assert again(draft).values == {"lang": "en", "title": "Вода", "participation": "hearings,labour"}
    page = client.get(response["Location"]).content.decode()
    assert re.search(r'id="step-story" open', page)
    assert 'value="Вода"' in page
    assert client.post(url("form", draft.pk), {**data, "go": "check"})["Location"] == url("check", draft.pk)
    assert again(draft).revisions["title"]["rev"] == 1


def test_an_old_page_overwrites_nothing_that_it_did_not_touch(signed_in):
    author = person()
    draft, client = sub.draft(author, values={"title": "Вода", "failed": "Насос"}), signed_in(author)
    old_page = form_data(client, draft, title="Вода в селе")
    sub.write(draft, author, {"failed": "Насос сгорел"}, device="laptop")
    client.post(url("form", draft.pk), old_page)
    assert (again(draft).values["title"], again(draft).values["failed"]) == ("Вода в селе", "Насос сгорел")


def test_without_script_too_a_conflict_loses_nothing_and_is_told(signed_in):
    author = person()
    draft, client = sub.draft(author, values={"title": "Вода"}), signed_in(author)
    old_page = form_data(client, draft, title="Вода в селе")
    sub.write(draft, author, {"title": "Вода у нас"}, device="laptop")
    page = client.post(url("form", draft.pk), old_page, follow=True).content.decode()
    assert "was changed on another device too" in page
    assert again(draft).values["title"] == "Вода в селе"
    assert draft.edits.get(conflict=True).before == "Вода у нас"
    page = client.get(url("history", draft.pk)).content.decode()
    assert "Вода у нас" in page
    client.post(url("history", draft.pk), {"edit": draft.edits.get(conflict=True).pk})
    assert again(draft).values["title"] == "Вода у нас"
    assert client.post(url("history", draft.pk), {"edit": "x"}).status_code == 404


def test_what_the_script_has_saved_is_not_written_twice(signed_in):
    author = person()
    draft, client = sub.draft(author, values={"title": "Вода"}), signed_in(author)
    client.post(url("form", draft.pk), {"shown": "*", "title": "Старое", "go": "check"})
    assert again(draft).values["title"] == "Вода"


def save(client, draft, **edit):
    edit = {"name": "title", "value": "Вода", "base": 0, "key": uuid.uuid4().hex, "device": "abc"} | edit
    return client.post(url("save", draft.pk), json.dumps({"edits": [edit]}), content_type="application/json")


def test_the_script_saves_and_hears_what_became_of_it(signed_in):
    author = person()
    draft = sub.draft(author, values={})
    answer = save(signed_in(author), draft, key="k1")
    assert (answer.status_code, answer.json()) == (
        200,
        {"saved": {"title": {"key": "k1", "rev": 1, "conflict": False, "late": False, "refused": ""}}},
    )
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[]",
        b'{"edits": []}',
        b'{"edits": ["x"]}',
        b'{"edits": [{"name": "title"}]}',
        b'{"edits": [{"name": "title", "value": 1, "base": 0, "key": "k", "device": ""}]}',
        b'{"edits": [{"name": "title", "value": "", "base": 0, "key": "", "device": ""}]}',
    ],
)
def test_what_our_script_would_not_send_is_refused(signed_in, body):
    author = person()
    draft = sub.draft(author, values={})
    answer = signed_in(author).post(url("save", draft.pk), body, content_type="application/json")
    assert answer.status_code == 400
    assert draft.edits.count() == 0


def test_who_is_not_signed_in_is_told_so_in_a_way_the_script_understands(guest):
    assert save(guest, sub.draft(values={})).status_code == 401


def test_saving_wants_the_token_of_the_page(signed_in):
    author = person()
    draft = sub.draft(author, values={})
    assert save(signed_in(author, enforce_csrf_checks=True), draft).status_code == 403


PAGES = ("form", "check", "preview", "status", "history", "withdraw")


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_strangers_submission_is_as_good_as_none(signed_in, guest, role):
    draft = sub.draft()
    client = guest if role == "guest" else signed_in(person(role))
    expected = 302 if role == "guest" else 404
    assert [client.get(url(name, draft.pk)).status_code for name in PAGES] == [expected] * len(PAGES)
    for name in ("form", "send", "grow", "withdraw", "topic", "files", "history"):
        path = url("file" if name == "files" else name, draft.pk)
        assert client.post(path, {"edit": 1}).status_code == expected
    assert again(draft).state == SubmissionState.DRAFT


def test_an_unknown_number_is_none_either(signed_in):
    client = signed_in(person())
    assert client.get(url("form", 1)).status_code == 404
    assert client.get(url("form", 10**30)).status_code == 404


def test_check_names_what_is_missing_and_why_topics_and_what_is_alike(signed_in):
    water = make.topic("water")
    known = make.published(title="Вода пришла в каждый двор села", main_topic=water)
    author = person()
    draft = sub.draft(author, values={**sub.SNAPSHOT, "failed": ""})
    page = signed_in(author).get(url("check", draft.pk)).content.decode()
    assert "Others will not pay twice for the same mistake." in page
    assert "It cannot be sent yet" in page
    assert known.url_in("ru") in page
    assert f'name="topic" value="{water.pk}"' in page


def test_a_suggested_topic_is_taken_with_one_press(signed_in):
    water, road = make.topic("water"), make.topic("road")
    author = person()
    draft, client = sub.draft(author, "full", values=sub.FULL), signed_in(author)
    client.post(url("topic", draft.pk), {"topic": water.pk})
    client.post(url("topic", draft.pk), {"topic": road.pk})
    values = again(draft).values
    assert (values["topic"], values["other_topics"]) == (str(water.pk), str(road.pk))


def test_send_from_the_page_and_press_again(signed_in):
    draft = sub.draft()
    client = signed_in(draft.author)
    answers = [client.post(url("send", draft.pk), {"not_a_duplicate": "on"})["Location"] for _ in range(2)]
    assert answers == [url("status", draft.pk)] * 2
    sent = again(draft)
    assert (sent.state, sent.round, sent.not_a_duplicate) == (SubmissionState.SENT, 1, True)
    assert client.get(url("form", draft.pk))["Location"] == url("status", draft.pk)
    assert client.get(url("status", draft.pk)).status_code == 200
    copy = sub.draft(draft.author, values=draft.values)
    page = client.post(url("send", copy.pk), follow=True).content.decode()
    assert "You have already sent the same text" in page


def test_an_unready_case_comes_back_with_its_faults_beside_the_fields(signed_in):
    author = person()
    draft, client = sub.draft(author, values={**sub.SNAPSHOT, "year_to": "давно"}), signed_in(author)
    page = client.post(url("send", draft.pk), follow=True).content.decode()
    assert page.count("Write the year with four digits, for example 2024.") == 2
    assert 'aria-invalid="true"' in page
    assert 'value="давно"' in page


def test_preview_shows_the_page_of_the_practice_and_stores_nothing(signed_in):
    draft = sub.draft(depth="full")
    page = signed_in(draft.author).get(url("preview", draft.pk)).content.decode()
    assert "<h1" in page
    for piece in (
        "Вода пришла в каждый двор",
        "Посчитали дворы.",
        "Первый насос сгорел",
        "1,2\u00a0млн\u00a0сом",
        "Бюджет аймака",
    ):
        assert piece in page
    assert 'name="robots" content="noindex"' in page
    assert Practice.objects.count() == 0


def test_preview_of_nothing_leads_back(signed_in):
    draft = sub.draft(values={})
    assert signed_in(draft.author).get(url("preview", draft.pk))["Location"] == url("check", draft.pk)


def test_what_was_typed_is_never_html(signed_in):
    evil = "<script>alert(1)</script>"
    draft = sub.draft(values={**sub.SNAPSHOT, "title": evil, "problem": evil, "topic": str(make.topic().pk)})
    client = signed_in(draft.author)
    sub.write(draft, draft.author, {"problem": evil + "!"}, device="laptop")
    for name in PAGES:
        assert evil not in client.get(url(name, draft.pk)).content.decode(), name


def test_comments_stand_beside_their_fields(signed_in):
    draft = sub.draft()
    domain.send_submission(submission=draft, actor=draft.author)
    domain.request_changes(submission=draft, comments={"failed": "Когда?"}, actor=person("editor"))
    page = signed_in(draft.author).get(url("form", draft.pk)).content.decode()
    assert re.search(r'id="f-failed-comments">.*Когда\?', page, re.DOTALL)
    assert re.search(r'id="f-failed" name="failed"[^>]*aria-describedby="f-failed-hint f-failed-comments"', page)


def test_a_photo_and_a_document_come_in_and_go(signed_in):
    draft = sub.draft(values={})
    client = signed_in(draft.author)
    photo = media.upload("n.jpg", media.picture(), "image/jpeg")
    client.post(url("file", draft.pk), {"file": photo, "caption": "Насос", "key": uuid.uuid4()})
    paper = media.upload("t.pdf", media.pdf(), "application/pdf")
    client.post(url("file", draft.pk), {"file": paper, "caption": "Токтом", "key": uuid.uuid4()})
    first, second = draft.files.all()
    assert (first.caption, bool(first.image), second.document.is_public) == ("Насос", True, False)
    bad = media.upload("x.jpg", b"<script>", "image/jpeg")
    page = client.post(url("file", draft.pk), {"file": bad, "caption": "x"}, follow=True).content.decode()
    assert "notice--red" in page
    assert client.post(url("file", draft.pk), {"caption": "x"}).status_code == 302
    client.post(url("file_remove", draft.pk, first.pk))
    assert list(draft.files.all()) == [second]
    assert client.post(url("file_remove", draft.pk, 10**30)).status_code == 404


def test_withdrawing_asks_first(signed_in):
    draft = sub.draft()
    client = signed_in(draft.author)
    assert client.get(url("withdraw", draft.pk)).status_code == 200
    assert again(draft).state == SubmissionState.DRAFT
    assert client.post(url("withdraw", draft.pk))["Location"] == url("list")
    assert again(draft).state == SubmissionState.WITHDRAWN
    assert client.post(url("grow", draft.pk))["Location"] == url("status", draft.pk)


def test_the_list_costs_the_same_for_one_and_thirty(signed_in, same_query_count):
    author = person("member")
    client = signed_in(author)
    same_query_count(
        lambda: client.get(url("list")), lambda n: [sub.draft(author, values={"title": str(i)}) for i in range(n)]
    )
    assert "My practices" in client.get(reverse("account")).content.decode()


def test_my_data_hold_what_i_wrote(signed_in):
    draft = sub.draft(values={"title": "Вода"})
    data = signed_in(draft.author).get(reverse("account_export")).json()
    assert [row["values"]["title"] for row in data["submissions"]] == ["Вода"]


def test_the_script_is_small_and_needs_no_looser_policy():
    code = Path(finders.find("practices/js/drafts.js")).read_bytes()
    assert len(gzip.compress(code)) <= 3 * 1024
    assert not re.search(rb"\beval\b|new Function|innerHTML|document\.write", code)


@pytest.mark.parametrize(
    "body",
    [
        "[" * 20_000,
        '{"edits": [{"name": "title", "value": "x", "base": 0, "key": "\\ud800", "device": "d"}]}',
        '{"edits": [{"name": "title", "value": "x", "base": 0, "key": "k", "device": "\\u0000"}]}',
    ],
)
def test_what_our_script_would_not_send_is_a_bad_request(signed_in, body):
    draft = sub.draft()
    address = reverse("submission_save", args=[draft.pk])
    answer = signed_in(draft.author).post(address, body, content_type="application/json")
    assert answer.status_code == 400
