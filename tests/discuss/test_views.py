"""Pages: the thread under a practice, asking, answering, one's own questions, the moderators' queue."""

import re

import pytest
from django.urls import reverse

from tajryiba.discuss import domain
from tajryiba.discuss.enums import PostState
from tajryiba.discuss.models import Post
from tajryiba.discuss.views.public import PER_PAGE
from tests.factories.discuss import question, reply
from tests.factories.people import EVERYBODY, make_organisation, person
from tests.factories.practices import practice, published

pytestmark = pytest.mark.django_db
MODERATORS = {"content_admin", "editor", "superuser"}


def ask_url(about) -> str:
    return reverse("account_ask", args=["practice", about.pk])


def thread_url(about) -> str:
    return reverse("discuss_thread", args=["practice", about.pk])


# --- Public ---


def test_the_practice_shows_its_questions_the_same_to_everybody(guest, signed_in):
    about = published()
    asked = question(about, text="Түтүк кайдан?", public=True)
    reply(asked, text="Шаардан", public=True)
    question(about, text="Жашыруун суроо")
    url = about.get_absolute_url()
    page = guest.get(url).content.decode()
    assert "Түтүк кайдан?" in page
    assert "Шаардан" in page
    assert "Жашыруун суроо" not in page
    assert "csrfmiddlewaretoken" not in page
    assert f'href="{ask_url(about)}"' in page
    for role in ("reader", "content_admin"):
        assert signed_in(person(role)).get(url).content.decode() == page


def test_the_practice_invites_to_ask_first(guest, language):
    about = published()
    page = guest.get(about.get_absolute_url()).content.decode()
    assert 'id="questions"' in page
    assert ask_url(about) in page


def test_texts_carry_their_language_and_are_escaped(guest):
    about = published()
    question(about, text="<script>alert(1)</script>", lang="ru", public=True)
    page = guest.get(about.url_in("ky")).content.decode()
    assert "<script>alert" not in page
    assert re.search(r'<div class="stack stack--s" lang="ru"><p>&lt;script&gt;', page)


def test_the_practice_shows_a_few_and_leads_to_all(guest):
    about = published()
    for number in range(7):
        question(about, text=f"Суроо №{number}!", public=True)
    page = guest.get(about.url_in("en")).content.decode()
    assert "Суроо №6!" in page
    assert "Суроо №1!" not in page
    assert "All 7 questions" in page
    assert "Суроо №0!" in guest.get(f"/en/discussions/practice/{about.pk}/").content.decode()


def test_the_thread_and_the_practice_cost_the_same_whatever_their_length(guest, same_query_count):
    about = published()

    def grow(count):
        for _ in range(count):
            reply(question(about, author=person("editor")), author=person("editor"))

    same_query_count(lambda: guest.get(thread_url(about)), grow, large=10)
    same_query_count(lambda: guest.get(about.get_absolute_url()), grow, large=10)


def test_a_link_to_a_post_leads_to_its_place_in_the_whole_thread(guest):
    """T21."""
    about = published()
    first = question(about, author=person("editor"))
    answer = reply(first, author=person("editor"))
    for _ in range(PER_PAGE):
        Post.objects.filter(pk=question(about, author=person("editor")).pk).update(created_at=first.created_at)
    response = guest.get(answer.get_absolute_url())
    assert response["Location"] == f"{thread_url(about)}?page=2#post-{answer.pk}"
    assert f'id="post-{answer.pk}"' in guest.get(response["Location"]).content.decode()


def test_what_is_not_public_has_no_address(guest, signed_in):
    about, author = published(), person()
    waiting, under = question(about, author=author), practice()
    for client in (guest, signed_in(person()), signed_in(author)):
        assert client.get(waiting.get_absolute_url()).status_code == 404
        assert client.get(thread_url(under)).status_code == 404
    for url in (
        reverse("discuss_post", args=[2**63]),
        reverse("discuss_thread", args=["practice", 2**63]),
        reverse("discuss_thread", args=["practice", 10**9]),
        reverse("discuss_thread", args=["nothing", about.pk]),
    ):
        assert guest.get(url).status_code == 404


def test_a_post_under_a_practice_that_was_taken_down_is_gone(guest):
    about = published()
    asked = question(about, public=True)
    type(about).objects.filter(pk=about.pk).update(is_public=False)
    assert guest.get(asked.get_absolute_url()).status_code == 404


def test_the_thread_is_cacheable(guest):
    response = guest.get(thread_url(published()))
    assert "public" in response["Cache-Control"]
    assert not response.cookies


# --- Asking and answering ---


def test_a_guest_is_asked_to_sign_in_and_comes_back(guest):
    about = published()
    response = guest.get(ask_url(about))
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next={ask_url(about)}"


def test_a_question_is_sent_once_by_a_double_click(signed_in):
    about, reader = published(), person()
    client = signed_in(reader)
    page = client.get(ask_url(about)).content.decode()
    key = re.search(r'name="key" value="([0-9a-f]{32})"', page)[1]
    for _ in range(2):
        response = client.post(ask_url(about), {"text": "Кайдан?", "lang": "ky", "key": key})
        assert response["Location"] == reverse("account_questions")
    assert Post.objects.get().author == reader


def test_a_second_try_after_a_mistake_makes_one_question_and_loses_nothing(signed_in):
    """T10."""
    about, reader = published(), person()
    client = signed_in(reader)
    key = "c" * 32
    page = client.post(ask_url(about), {"text": "Кайдан?", "lang": "xx", "key": key}).content.decode()
    assert "Кайдан?</textarea>" in page
    assert f'value="{key}"' in page
    client.post(ask_url(about), {"text": "Кайдан?", "lang": "ky", "key": key})
    client.post(ask_url(about), {"text": "Кайдан?", "lang": "ky", "key": key})
    assert Post.objects.count() == 1


def test_a_refusal_of_the_verb_stands_on_the_form(signed_in, monkeypatch):
    monkeypatch.setattr(domain, "MAX_PER_HOUR", 0)
    about = published()
    client = signed_in(person())
    page = client.post(ask_url(about), {"text": "Кайдан?", "lang": "ky", "key": ""}).content.decode()
    assert 'role="alert"' in page
    assert Post.objects.count() == 0


def test_a_reply(signed_in):
    asked = question(public=True)
    reader = person()
    client = signed_in(reader)
    url = reverse("account_answer", args=[asked.pk])
    assert asked.text in client.get(url).content.decode()
    assert client.post(url, {"text": "Шаардан", "lang": "ky"})["Location"] == reverse("account_questions")
    assert Post.objects.get(parent=asked).author == reader
    assert 'role="alert"' in client.post(url, {"text": "", "lang": "ky"}).content.decode()


def test_a_refused_reply_stands_on_the_form(signed_in, monkeypatch):
    asked = question(public=True)
    monkeypatch.setattr(domain, "MAX_PER_HOUR", 0)
    page = signed_in(person()).post(reverse("account_answer", args=[asked.pk]), {"text": "Шаардан", "lang": "ky"})
    assert 'role="alert"' in page.content.decode()


def test_a_moderators_reply_is_shown_at_once(signed_in):
    asked = question(public=True)
    response = signed_in(person("editor")).post(
        reverse("account_answer", args=[asked.pk]), {"text": "Шаардан", "lang": "ky"}
    )
    assert response["Location"] == Post.objects.get(parent=asked).get_absolute_url()


def test_nobody_answers_what_they_may_not_read(signed_in):
    waiting, client = question(), signed_in(person())
    for pk in (waiting.pk, 10**9, 2**63, reply(question(public=True), public=True).pk):
        assert client.get(reverse("account_answer", args=[pk])).status_code == 404


def test_nothing_is_asked_about_a_draft(signed_in):
    assert signed_in(person("content_admin")).get(ask_url(practice())).status_code == 404


def test_a_manager_may_speak_for_the_organisation(signed_in):
    body = make_organisation()
    about, manager = published(), person("manager", organisation=body)
    client = signed_in(manager)
    assert body.name in client.get(ask_url(about)).content.decode()
    client.post(ask_url(about), {"text": "Кайдан?", "lang": "ky", "organisation": body.pk})
    assert Post.objects.get().organisation == body
    other = signed_in(person())
    other.post(ask_url(about), {"text": "Кайдан?", "lang": "ky", "organisation": body.pk})
    assert Post.objects.exclude(author=manager).get().organisation is None


def test_my_questions_show_state_and_reason_and_nobody_elses(signed_in):
    reader = person()
    waiting, foreign = question(author=reader), question()
    refused = question(author=reader)
    domain.moderate(refused, actor=person("editor"), approve=False, reason="Жарнама")
    answered = question(author=reader, public=True)
    reply(answered, public=True)
    page = signed_in(reader).get("/en/account/questions/").content.decode()
    for text in (waiting.text, refused.text, "Жарнама", "1 reply", "Waits for a moderator"):
        assert text in page
    assert foreign.text not in page


def test_my_questions_cost_the_same_whatever_their_number(signed_in, same_query_count):
    reader = person("editor")
    client = signed_in(reader)

    def grow(count):
        for _ in range(count):
            reply(question(published(), author=reader), author=person("editor"))

    same_query_count(lambda: client.get("/ru/account/questions/"), grow, large=8)


def test_the_empty_page_says_where_to_ask(signed_in):
    assert reverse("practice_list") in signed_in(person()).get(reverse("account_questions")).content.decode()


# --- The moderators' queue ---


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_moderates(guest, signed_in, role):
    client, post = (guest if role == "guest" else signed_in(person(role))), question()
    expected = {200} if role in MODERATORS else {302, 403}  # the admin answers with its home, or that it is closed
    for url in (reverse("posts:index"), reverse("posts:results"), reverse("posts:decide", args=[post.pk])):
        assert client.get(url).status_code in expected
    client.post(reverse("posts:decide", args=[post.pk]), {"decision": "approve"})
    post.refresh_from_db()
    assert (post.state == PostState.PUBLIC) is (role in MODERATORS)


def test_the_queue_begins_with_what_waits_and_filters(signed_in):
    public, waiting = question(text="Чыккан", public=True), question(text="Күтүп жаткан")
    client = signed_in(person("editor"))
    page = client.get(reverse("posts:index")).content.decode()
    assert page.index(waiting.text) < page.index(public.text)
    page = client.get(reverse("posts:results") + "?state=waiting").content.decode()
    assert waiting.text in page
    assert public.text not in page


def test_the_queue_costs_the_same_whatever_its_length(signed_in, same_query_count):
    client = signed_in(person("editor"))
    same_query_count(
        lambda: client.get(reverse("posts:index")), lambda count: [question() for _ in range(count)], large=10
    )


def test_refusing_needs_a_reason(signed_in):
    client, post = signed_in(person("editor")), question()
    url = reverse("posts:decide", args=[post.pk])
    assert client.post(url, {"decision": "refuse", "reason": ""}).status_code == 200
    post.refresh_from_db()
    assert post.state == PostState.WAITING
    assert client.post(url, {"decision": "refuse", "reason": "Жарнама"})["Location"] == reverse("posts:index")
    post.refresh_from_db()
    assert (post.state, post.reason) == (PostState.REFUSED, "Жарнама")


def test_a_reason_that_is_too_long_stands_on_the_form(signed_in):
    post = question()
    url = reverse("posts:decide", args=[post.pk])
    assert signed_in(person("editor")).post(url, {"decision": "refuse", "reason": "а" * 301}).status_code == 200
    post.refresh_from_db()
    assert post.state == PostState.WAITING


def test_pages_of_posts_that_are_not_there(signed_in):
    client = signed_in(person("editor"))
    for pk in (10**9, 2**63):
        assert client.get(reverse("posts:decide", args=[pk])).status_code == 404


def test_the_page_of_a_reply_shows_its_question(signed_in):
    asked = question(public=True)
    page = signed_in(person("editor")).get(reverse("posts:decide", args=[reply(asked).pk])).content.decode()
    assert asked.text in page


def test_the_case_of_a_question_leads_to_the_moderators_page(signed_in):
    post = question(text="Түтүк кайдан?")
    case = domain.Case.objects.get(key=domain.case_key(post))
    page = signed_in(person("editor")).get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "Түтүк кайдан?" in page
    assert reverse("posts:decide", args=[post.pk]) in page


def test_a_subject_that_is_no_longer_public_is_not_named(signed_in):
    asker = person()
    post = question(author=asker, public=True)
    post.obj.working_title = "ЖАШЫРУУН"
    post.obj.save(update_fields=["working_title"])
    for text in post.obj.texts.all():
        text.unpublish()
    client = signed_in(asker)
    assert client.get(f"/ky/account/answer/{post.pk}/").status_code == 404
    page = client.get("/ky/account/questions/").content.decode()
    assert post.text in page
    assert "ЖАШЫРУУН" not in page
