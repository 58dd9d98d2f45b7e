"""The review in the Wagtail admin."""

import pytest
from django.urls import reverse

from tajryiba.inbox.queries import cases_of
from tajryiba.practices.models import Practice
from tajryiba.practices.submission import domain
from tajryiba.practices.submission.models import Submission, TrustedOrganisation
from tests.factories import practices as make
from tests.factories import submissions as sub
from tests.factories.people import make_organisation, person

pytestmark = pytest.mark.django_db
QUEUE = "/admin/submissions/"


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.STAFF_MFA_REQUIRED = False


@pytest.fixture
def sent() -> Submission:
    draft = sub.draft(depth="full")
    return domain.send_submission(submission=draft, actor=draft.author)


def review(submission) -> str:
    return reverse("submissions:review", args=[submission.pk])


def decide(submission, decision: str) -> str:
    return reverse("submissions:decide", args=[submission.pk, decision])


@pytest.mark.parametrize("role", ["client_admin", "analyst", "reader"])
def test_others_review_nothing(signed_in, sent, role):
    client = signed_in(person(role))
    assert all(client.get(path).status_code in (302, 403) for path in (QUEUE, review(sent)))
    assert client.post(decide(sent, "publish")).status_code in (302, 403)
    assert Practice.objects.count() == 0


def test_drafts_are_not_in_the_queue_and_have_no_page(signed_in, sent):
    client, draft = signed_in(person("editor")), sub.draft(values={"title": "Тайна черновика"})
    page = client.get(QUEUE).content.decode()
    assert (sent.title in page, draft.title in page) == (True, False)
    assert [client.get(review(draft)).status_code, client.post(decide(draft, "approve")).status_code] == [404, 404]


def test_every_answer_stands_there_with_a_place_for_a_comment(signed_in, sent):
    known = make.published(title=sent.title)
    page = signed_in(person("editor")).get(review(sent)).content.decode()
    for piece in ("Первый насос сгорел", "Посчитали дворы.", 'name="on-failed"', 'name="on-steps-0-name"'):
        assert piece in page
    assert reverse("wagtailsnippets_practices_practice:edit", args=[known.pk]) in page
    assert decide(sent, "publish") not in page


def test_comments_go_to_the_author(signed_in, sent):
    client = signed_in(person("editor"))
    client.post(decide(sent, "changes"), {"on-failed": "Когда?", "on-title": "", "note": ""})
    assert [(one.field, one.text) for one in sent.comments.all()] == [("failed", "Когда?")]
    assert sent.title not in client.get(QUEUE).content.decode()
    assert sent.title in client.get(f"{QUEUE}?queue=all").content.decode()


def test_what_the_reviewer_typed_is_not_lost_when_the_author_took_it_back(signed_in, sent):
    client = signed_in(person("editor"))
    client.get(review(sent))
    answer = client.post(decide(sent, "refuse"), {"on-failed": "Когда же?", "note": ""})
    page = answer.content.decode()
    assert (answer.status_code, "Когда же?" in page) == (200, True)
    domain.withdraw_submission(submission=sent, actor=sent.author)
    assert client.post(decide(sent, "approve")).status_code == 200
    assert Practice.objects.count() == 0


def test_accept_and_publish_twice_is_one_practice(signed_in, sent):
    client = signed_in(person("content_admin"))
    assert [client.post(decide(sent, "publish"))["Location"] for _ in range(2)] == [QUEUE] * 2
    assert Practice.objects.get().is_public is True
    assert client.post(decide(sent, "nonsense")).status_code == 404
    assert client.get(decide(sent, "publish")).status_code == 405


def test_an_editor_accepts_a_draft_only(signed_in, sent):
    client = signed_in(person("editor"))
    assert client.post(decide(sent, "publish")).status_code == 200
    assert Practice.objects.count() == 0
    client.post(decide(sent, "approve"))
    assert Practice.objects.get().is_public is False


def test_nobody_decides_about_their_own(signed_in):
    boss = person("superuser")
    own = sub.sent(author=boss)
    client = signed_in(boss)
    assert client.post(decide(own, "publish")).status_code == 200
    assert Practice.objects.count() == 0


def test_the_inbox_leads_to_the_review(signed_in, sent):
    case = cases_of(sent).get()
    page = signed_in(person("content_admin")).get(reverse("cases:case", args=[case.pk])).content.decode()
    assert review(sent) in page


def test_the_look_afterwards_is_noted(signed_in):
    organisation = make_organisation()
    sub.trusted(organisation)
    draft = sub.draft(person("member", organisation=organisation), organisation=organisation)
    published = domain.send_submission(submission=draft, actor=draft.author)
    client = signed_in(person("editor"))
    assert decide(published, "look") in client.get(review(published)).content.decode()
    client.post(decide(published, "look"))
    assert Submission.objects.get().looked_at is not None


@pytest.mark.parametrize(("role", "status"), [("content_admin", 200), ("editor", 302), ("client_admin", 302)])
def test_trust_is_given_by_the_content_administrator(signed_in, role, status):
    client, organisation = signed_in(person(role)), make_organisation()
    path = reverse("trusted_organisation:add")
    assert client.get(path).status_code == status
    client.post(path, {"organisation": organisation.pk, "note": "Три хорошие практики"})
    assert TrustedOrganisation.objects.exists() is (status == 200)


def test_the_queue_costs_the_same_for_one_and_thirty(signed_in, same_query_count):
    client, author = signed_in(person("editor")), person()

    def grow(count: int) -> None:
        for number in range(count):
            values = sub.SNAPSHOT | {
                "topic": str(make.topic().pk),
                "title": f"Вода {Submission.objects.count()} {number}",
            }
            domain.send_submission(submission=sub.draft(author, values=values), actor=author)

    same_query_count(lambda: client.get(QUEUE), grow)
