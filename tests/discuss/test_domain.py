"""Asked, answered, decided: who reads what, who is told, which clock stops (T2, T10, T21)."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tajryiba.audit.models import Event
from tajryiba.core import hooks
from tajryiba.core.errors import DomainError
from tajryiba.discuss import domain, notices, queries, subjects
from tajryiba.discuss.enums import PostState
from tajryiba.discuss.models import Post
from tajryiba.inbox.models import Case
from tajryiba.notify.models import Notice
from tajryiba.people import domain as people
from tajryiba.reference.domain import merge_units
from tests.factories.discuss import approve, question, reply
from tests.factories.people import make_organisation, membership, person
from tests.factories.practices import practice, published, topic, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def village():
    return unit("Сары-Булак")


@pytest.fixture
def body(village):
    return make_organisation("Сары-Булак айыл өкмөтү", unit=village)


@pytest.fixture
def origin(village, body):
    """A public practice of a village whose body has a member on the portal."""
    return published(units=[village])


@pytest.fixture
def author_there(body):
    return person("member", organisation=body)


def told(kind: str) -> set[int]:
    return set(Notice.objects.filter(kind=kind).values_list("user_id", flat=True))


def case_of(post: Post) -> Case:
    return Case.objects.get(key=domain.case_key(post))


# --- Asking ---


def test_a_question_waits_for_a_moderator_and_opens_a_duty(origin, village, author_there):
    moderator, reader = person("content_admin"), person()
    post = question(origin, author=reader, text="  Кайдан?\r\nКантип?  ")
    assert (post.state, post.text, post.lang, post.obj) == (PostState.WAITING, "Кайдан?\nКантип?", "ky", origin)
    case = case_of(post)
    assert (case.client, case.unit, case.waits) == (reader, village, True)
    assert case.due_at - case.opened_at == timedelta(hours=24)
    assert told("inbox.opened") == {moderator.pk}
    assert told(notices.ASKED) == set()  # nobody outside reads it before a moderator
    assert list(queries.questions_about(origin)) == []
    assert Event.objects.get(verb="discuss.asked").unit_id == village.pk


def test_a_double_click_asks_once():
    reader, about = person(), published()
    first = question(about, author=reader, text="Бир", key="a" * 32)
    again = question(about, author=reader, text="Бир", key="a" * 32)
    assert again.pk == first.pk
    assert (Post.objects.count(), Case.objects.count()) == (1, 1)
    assert Event.objects.filter(verb="discuss.asked").count() == 1
    assert question(about, author=person(), key="a" * 32).pk != first.pk


@pytest.mark.django_db(transaction=True)
def test_ten_parallel_questions_are_one():
    reader, about = person(), published()
    barrier, faults = threading.Barrier(10), []

    def send():
        try:
            barrier.wait()
            domain.ask(author=reader, obj=about, text="Бир", lang="ky", key="a" * 32)
        except Exception as fault:  # noqa: BLE001  (the test shows whatever went wrong in a thread)
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert (Post.objects.count(), Case.objects.count()) == (1, 1)


def test_a_moderators_own_question_is_public_at_once():
    post = question(author=person("editor"))
    assert post.state == PostState.PUBLIC
    assert case_of(post).waits  # somebody still has to answer it


@pytest.mark.parametrize(
    ("text", "code"), [("", "empty"), (" \n ", "empty"), ("а" * (domain.MAX_LENGTH + 1), "too_long")]
)
def test_texts_that_are_refused(text, code):
    with pytest.raises(DomainError) as refusal:
        domain.ask(author=person(), obj=published(), text=text, lang="ky")
    assert refusal.value.code == code
    assert Post.objects.count() == 0


def test_nobody_writes_without_end():
    reader, about = person(), published()
    for _ in range(domain.MAX_PER_HOUR):
        question(about, author=reader)
    with pytest.raises(DomainError) as refusal:
        question(about, author=reader)
    assert refusal.value.code == "too_many"
    Post.objects.update(created_at=timezone.now() - timedelta(hours=2))
    question(about, author=reader)


@pytest.mark.parametrize("role", ["reader", "superuser"])
def test_nothing_is_asked_about_a_draft(role):
    with pytest.raises(DomainError) as refusal:
        question(practice(), author=person(role))
    assert refusal.value.code == "not_visible"


def test_what_nobody_registered_is_a_fault():
    with pytest.raises(LookupError, match="Nobody asks about Topic"):
        question(topic())


def test_only_a_manager_speaks_for_an_organisation(body):
    manager = person("manager", organisation=body)
    assert question(author=manager, organisation=body).organisation == body
    for other in (person("member", organisation=body), person("manager"), person()):
        with pytest.raises(DomainError) as refusal:
            question(author=other, organisation=body)
        assert refusal.value.code == "not_manager"


# --- Deciding ---


def test_approving_tells_the_authors_and_leaves_the_clock_running(origin, author_there):
    reader = person()
    post = approve(question(origin, author=reader))
    assert post.state == PostState.PUBLIC
    assert told(notices.ASKED) == {author_there.pk}
    assert told(notices.PUBLISHED) == {reader.pk}
    assert case_of(post).waits
    assert list(queries.questions_about(origin)) == [post]


def test_apps_above_add_whom_to_ask(origin, author_there, monkeypatch):
    adopter = person("member")
    monkeypatch.setitem(hooks._handlers, "discuss_asked", [lambda post: [adopter, author_there], lambda post: None])
    approve(question(origin))
    assert told(notices.ASKED) == {author_there.pk, adopter.pk}


def test_the_asker_is_not_asked(origin, author_there, body):
    second = person("member", organisation=body)
    approve(question(origin, author=author_there))
    assert told(notices.ASKED) == {second.pk}


def test_a_refusal_has_a_reason_and_is_a_reaction():
    reader, moderator = person(), person("editor")
    post = question(author=reader)
    with pytest.raises(DomainError) as refusal:
        domain.moderate(post, actor=moderator, approve=False, reason=" ")
    assert refusal.value.code == "no_reason"
    post = domain.moderate(post, actor=moderator, approve=False, reason="Жарнама")
    assert (post.state, post.reason, post.moderated_by) == (PostState.REFUSED, "Жарнама", moderator)
    case = case_of(post)
    assert (case.first_reaction_by, case.close_reason) == (moderator, "Жарнама")
    notice = Notice.objects.get(kind=notices.REFUSED)
    assert (notice.user, notice.link) == (reader, reverse("account_questions"))
    assert "Жарнама" in notice.body


def test_the_same_decision_twice_is_once_and_the_other_is_refused():
    moderator, post = person("editor"), question()
    approve(post, moderator)
    approve(post, person("editor"))
    with pytest.raises(DomainError) as refusal:
        domain.moderate(post, actor=moderator, approve=False, reason="Жарнама")
    assert refusal.value.code == "already_decided"
    assert Event.objects.filter(verb="discuss.approved").count() == 1
    post.refresh_from_db()
    assert post.moderated_by == moderator


@pytest.mark.parametrize("role", ["reader", "member", "manager", "client_admin", "expert", "analyst"])
def test_only_moderators_decide(role):
    with pytest.raises(DomainError) as refusal:
        domain.moderate(question(), actor=person(role), approve=True)
    assert refusal.value.code == "forbidden"


# --- Replies ---


def test_the_authors_reply_stops_the_clock_once_it_is_public(origin, author_there):
    reader = person()
    asked = question(origin, author=reader, public=True)
    answer = reply(asked, author=author_there)
    assert case_of(asked).waits
    approve(answer)
    case = case_of(asked)
    assert (case.first_reaction_by, case.waits) == (author_there, False)
    assert case.closed_at is not None
    assert told(notices.REPLIED) == {reader.pk}
    (shown,) = queries.questions_about(origin)
    assert shown.public_replies == [answer]


def test_the_portals_reply_stops_the_clock_at_once(origin):
    moderator = person("editor")
    asked = question(origin, public=True)
    answer = reply(asked, author=moderator)
    assert answer.state == PostState.PUBLIC
    assert not Case.objects.filter(kind=notices.REPLY).exists()  # nobody has to decide about it
    assert case_of(asked).first_reaction_by == moderator


@pytest.mark.parametrize("who", ["another reader", "the asker"])
def test_words_of_others_do_not_stop_the_clock(origin, author_there, who):
    reader = person()
    asked = question(origin, author=reader, public=True)
    made = reply(asked, author=reader if who == "the asker" else person(), public=True)
    assert case_of(asked).waits
    assert not case_of(made).waits  # the moderator has decided about it
    assert told(notices.REPLIED) == (set() if who == "the asker" else {reader.pk})


def test_who_took_part_hears_of_the_next_reply(origin, author_there):
    reader, third = person(), person()
    asked = question(origin, author=reader, public=True)
    reply(asked, author=third, public=True)
    Notice.objects.all().delete()
    reply(asked, author=author_there, public=True)
    assert told(notices.REPLIED) == {reader.pk, third.pk}


def test_a_reply_to_a_reply_stands_under_the_question(origin):
    asked = question(origin, public=True)
    first = reply(asked, public=True)
    assert reply(first).parent == asked


def test_nobody_replies_to_what_they_may_not_read():
    reader = person()
    waiting = question(author=reader)
    with pytest.raises(DomainError) as refusal:
        reply(waiting, author=person())
    assert refusal.value.code == "not_visible"
    assert reply(waiting, author=reader).parent == waiting


def test_a_reply_is_sent_once_too(origin):
    asked, reader = question(origin, public=True), person()
    assert reply(asked, author=reader, key="b" * 32).pk == reply(asked, author=reader, key="b" * 32).pk
    assert Case.objects.filter(kind=notices.REPLY).count() == 1


# --- Links, my data ---


def test_a_notice_leads_to_the_post_in_its_thread(origin, author_there):
    asked = question(origin, public=True)
    assert Notice.objects.get(kind=notices.ASKED).link == reverse("discuss_post", args=[asked.pk])


def test_the_title_in_a_notice_is_in_the_readers_language(village, author_there):
    approve(question(published(languages=("ru", "ky"), units=[village])))
    assert Notice.objects.get(kind=notices.ASKED).facts["title"] == {
        "ky": "Ар бир короого суу",
        "ru": "Вода в каждый двор",
        "en": "Вода в каждый двор",
    }


def test_what_was_written_is_part_of_my_data_and_stays_without_the_name(origin):
    reader = person(full_name="Асан Усенов")
    post = question(origin, author=reader, text="Кайдан?", public=True)
    assert [row["text"] for row in people.export_my_data(reader)["posts"]] == ["Кайдан?"]
    people.erase_my_data(user=reader)
    post = Post.objects.get(pk=post.pk)
    assert (post.text, post.author.full_name) == ("Кайдан?", "")


# --- Whom a practice asks ---


def test_members_of_a_body_that_took_over_are_asked(village, body):
    """T20: the village's body was merged into another, its members are there now."""
    member, successor = person("member", organisation=body), make_organisation()
    about = published(organisation=body)
    people.succeed_organisation(
        predecessors=[body], successors=[successor], on=timezone.localdate(), act="", by=person("client_admin")
    )
    newcomer = person("member", organisation=successor)
    assert {who.pk for who in subjects.of(about).addressees(about)} == {member.pk, newcomer.pk}


def test_members_of_a_merged_municipality_are_asked(village, origin, author_there):
    """T20: the village was merged into a city; the bodies of both answer for its practices."""
    city = unit("Токмок", kind="city")
    newcomer = person("member", organisation=make_organisation(unit=city))
    merge_units(units=[village], successor=city, on=timezone.localdate(), act="1")
    about = type(origin).objects.get(pk=origin.pk)
    assert {who.pk for who in subjects.of(about).addressees(about)} == {author_there.pk, newcomer.pk}


def test_bodies_of_another_category_are_not_asked(village, origin, author_there):
    school = make_organisation(unit=village, category="university")
    person("member", organisation=school)
    assert subjects.of(origin).addressees(origin) == [author_there]


def test_who_left_or_only_asked_to_join_is_not_asked(origin, body, author_there):
    people.join_organisation(user=person(), organisation=body)
    gone = person("member", organisation=body)
    people.leave_organisation(membership=gone.memberships.get(), by=gone)
    assert subjects.of(origin).addressees(origin) == [author_there]


def test_nothing_is_replied_once_the_subject_is_not_public():
    post = question(public=True)
    for text in post.obj.texts.all():
        text.unpublish()
    with pytest.raises(DomainError) as refusal:
        domain.reply(author=person(), post=post, text="Жооп")
    assert refusal.value.code == "not_visible"


def test_who_is_asked_does_not_sweep_the_question_away(origin, body):
    post, moderator = question(origin), person("editor")
    membership(moderator, body)
    with pytest.raises(DomainError) as refusal:
        domain.moderate(post, actor=moderator, approve=False, reason="Жакпайт")
    assert refusal.value.code == "asked"
    assert domain.moderate(post, actor=moderator, approve=True).state == "public"
