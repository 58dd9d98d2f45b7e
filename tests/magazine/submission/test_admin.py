"""The editors' screen in the Wagtail admin."""

import pytest
from django.urls import reverse
from django.utils import translation

from tajryiba.core import related
from tajryiba.inbox.queries import cases_of
from tajryiba.magazine.models import Article, Rubric
from tajryiba.magazine.submission import domain
from tests.factories import article_submissions as make
from tests.factories import practices
from tests.factories.people import person

pytestmark = pytest.mark.django_db
QUEUE = "/admin/article_submissions/"


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.STAFF_MFA_REQUIRED = False
    with translation.override("en"):
        yield


@pytest.fixture
def editor(signed_in):
    return signed_in(person("editor", language="en"))


def review(submission) -> str:
    return reverse("article_submissions:review", args=[submission.pk])


def decide(submission, decision: str) -> str:
    return reverse("article_submissions:decide", args=[submission.pk, decision])


@pytest.mark.parametrize("role", ["client_admin", "analyst", "reader"])
def test_others_read_and_decide_nothing(signed_in, role):
    sent, client = make.sent(), signed_in(person(role))
    assert all(client.get(path).status_code in (302, 403) for path in (QUEUE, review(sent)))
    assert client.post(decide(sent, "accept"), {"version": sent.version}).status_code in (302, 403)
    assert Article.objects.count() == 0


def test_drafts_are_not_in_the_queue_and_have_no_page(editor):
    sent, draft = make.sent(), make.draft(values={"title": "Тайна черновика"})
    page = editor.get(f"{QUEUE}?queue=all").content.decode()
    assert (sent.title in page, draft.title in page) == (True, False)
    assert [editor.get(review(draft)).status_code, editor.post(decide(draft, "accept")).status_code] == [404, 404]
    assert editor.get(f"{QUEUE}{2**70}/").status_code == 404


def test_the_whole_article_stands_on_one_screen(editor):
    topic, practice = practices.topic(), practices.published()
    draft = make.with_picture(make.draft(values=make.VALUES | {"topics": str(topic.pk), "alt_ky": "Суу чыкты"}))
    draft = make.write(draft, {"alt_ru": "Вода пошла"})
    domain.add_practice(submission=draft, practice=practice, actor=draft.author)
    sent = make.send(draft)
    page = editor.get(review(sent)).content.decode()
    pieces = (sent.lead, sent.signature, "<li>Насос &lt;жаңы&gt;</li>", topic.name, practice.working_title)
    for piece in (*pieces, "Суу чыкты", "Вода пошла", decide(sent, "accept")):
        assert piece in page


def test_a_remark_goes_to_the_author_and_the_queue_is_shorter(editor):
    sent = make.sent()
    data = {"version": sent.version, "remark": "Канча турду?"}
    assert editor.post(decide(sent, "changes"), data)["Location"] == QUEUE
    assert (make.again(sent).state, sent.remarks.get().text) == ("changes", "Канча турду?")
    assert sent.title not in editor.get(QUEUE).content.decode()
    assert "Канча турду?" in editor.get(review(sent)).content.decode()


def test_accepted_with_its_rubric_it_leads_to_the_draft(editor):
    sent, rubric = make.sent(), Rubric.objects.get(slug="services")
    data = {"version": sent.version, "rubric": rubric.pk}
    assert editor.post(decide(sent, "accept"), data)["Location"] == review(sent)
    article = Article.objects.get()
    assert article.rubric == rubric
    address = reverse("wagtailadmin_pages:edit", args=[article.pages.get().pk])
    assert address in editor.get(review(sent)).content.decode()


def test_declined_with_a_reason(editor):
    sent = make.sent()
    editor.post(decide(sent, "decline"), {"version": sent.version, "remark": "Жарнама"})
    assert make.again(sent).state == "declined"


def test_a_stale_decision_is_refused_and_the_words_stay(editor):
    sent = make.sent()
    rubric = Rubric.objects.get(slug="services")
    data = {"version": sent.version - 1, "remark": "Узун пикир", "rubric": rubric.pk}
    page = editor.post(decide(sent, "changes"), data).content.decode()
    assert "Somebody decided, or the author changed it" in page
    assert "Узун пикир</textarea>" in page
    assert f'value="{rubric.pk}" selected' in page
    assert editor.post(decide(sent, "accept"), {"version": "x"}).status_code == 200
    assert (make.again(sent).state, Article.objects.count()) == ("sent", 0)


def test_an_unknown_decision_is_none(editor):
    sent = make.sent()
    assert editor.post(decide(sent, "publish"), {"version": sent.version}).status_code == 404
    assert editor.get(decide(sent, "accept")).status_code == 405


def test_the_case_leads_to_the_screen():
    sent = make.sent()
    case = cases_of(sent).get()
    assert review(sent) in "".join(related.render("inbox.case", {}, case))
    sent.delete()
    assert related.render("inbox.case", {}, case) == []


def test_the_queue_costs_the_same(editor, same_query_count):
    def grow(count):
        for _ in range(count):
            make.sent()

    same_query_count(lambda: editor.get(QUEUE), grow)


def test_the_front_of_the_magazine_invites(guest):
    assert f'href="{reverse("account_articles")}"' in guest.get(reverse("magazine")).content.decode()
