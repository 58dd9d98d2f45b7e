"""Verbs of an issue: planned, ordered, sent to review, published once."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Workflow

from tajryiba.audit.models import Event
from tajryiba.core import hooks
from tajryiba.core.errors import DomainError
from tajryiba.magazine.enums import IssueState
from tajryiba.magazine.issues import domain, queries
from tajryiba.magazine.issues.enums import Step, TextState
from tajryiba.magazine.issues.norm import norm_of
from tajryiba.magazine.issues.texts import PARTS, texts_of
from tajryiba.magazine.models import Article, ArticlePage, Issue, IssuePage
from tajryiba.notify.domain import follow
from tajryiba.notify.models import Notice
from tests.factories.issues import in_issue, out, own_page, ready_issue, words
from tests.factories.magazine_facts import a_page, an_article, an_issue
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return person("editor")


@pytest.fixture
def boss():
    return person("content_admin")


def refused(code: str):
    """A refusal with this code."""

    class Check:
        def __enter__(self):
            self.raised = pytest.raises(DomainError)
            self.error = self.raised.__enter__()

        def __exit__(self, *args):
            done = self.raised.__exit__(*args)
            assert self.error.value.code == code
            return done

    return Check()


def events(verb: str) -> list[Event]:
    return list(Event.objects.filter(verb=verb).order_by("pk"))


# --- Planning ---


def test_plan(editor):
    issue = domain.plan_issue(actor=editor, year=2026, month=12, number=12, through_number=158)
    assert (issue.state, issue.number, issue.through_number) == (IssueState.PLANNED, 12, 158)
    assert [event.object_id for event in events("magazine.issue_planned")] == [str(issue.pk)]


def test_one_issue_a_month_and_one_through_number(editor):
    domain.plan_issue(actor=editor, year=2026, month=7, month_to=8, number=7, number_to=8, through_number=153)
    for month, facts in ((7, {}), (8, {}), (6, {"month_to": 7}), (9, {"through_number": 153})):
        with pytest.raises(DomainError):
            domain.plan_issue(actor=editor, year=2026, month=month, **facts)
    assert Issue.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"month_to": 10}, "invalid"),
        ({"number": 11, "number_to": 12}, "not_double"),
        ({"month_to": 12, "number": 11, "number_to": 11}, "numbers"),
        ({"month_to": 12, "through_number_to": 12}, "numbers"),
        ({"year": 1999}, "invalid"),
    ],
)
def test_facts_that_do_not_fit(editor, facts, code):
    with refused(code):
        domain.plan_issue(actor=editor, **({"year": 2026, "month": 11} | facts))


def test_only_editors_plan():
    with refused("forbidden"):
        domain.plan_issue(actor=person(), year=2026, month=12)


def test_change_facts_once(editor):
    issue = an_issue(state="planned")
    for _press in range(2):
        domain.change_issue(issue=issue, actor=editor, print_run=1500, number=11)
    issue.refresh_from_db()
    assert (issue.print_run, issue.number) == (1500, 11)
    assert [event.data for event in events("magazine.issue_changed")] == [{"fields": ["number", "print_run"]}]


def test_the_month_of_an_issue_with_pages_stays(editor):
    issue = an_issue(state="planned")
    domain.change_issue(issue=issue, actor=editor, month=10)
    own_page(issue, "ky")
    with refused("has_pages"):
        domain.change_issue(issue=issue, actor=editor, month=9)


def test_states(editor):
    issue = an_issue(state="planned")
    for state in ("assembling", "assembling", "proof", "assembling", "planned"):
        domain.move_state(issue=issue, state=state, actor=editor)
    issue.refresh_from_db()
    assert issue.state == "planned"
    assert len(events("magazine.issue_moved")) == 4
    for state in ("proof", "published"):
        with refused("state"):
            domain.move_state(issue=issue, state=state, actor=editor)


def test_write_the_page_of_the_issue_once(editor):
    issue = an_issue(state="planned", number=11, through_number=157)
    first = domain.write_issue(issue=issue, lang="ru", actor=editor)
    assert domain.write_issue(issue=issue, lang="ru", actor=editor) == first
    assert (first.live, first.slug, first.lang) == (False, "2026-11", "ru")


# --- Contents ---


def order_of(issue) -> list[str]:
    return [article.working_title for article in Article.objects.filter(issue=issue).in_order()]


def keys(issue) -> list[int]:
    return [article.pk for article in Article.objects.filter(issue=issue).in_order()]


@pytest.fixture
def issue():
    made = an_issue(state="assembling")
    for title in "abcd":
        in_issue(made, working_title=title)
    return made


def test_the_order_is_free(issue, editor):
    """T23: whatever the rubric."""
    a, b, c, d = keys(issue)
    domain.reorder(issue=issue, order=[c, a, d, b], seen=[a, b, c, d], actor=editor)
    assert order_of(issue) == ["c", "a", "d", "b"]


@pytest.mark.parametrize(
    ("step", "place", "expected"),
    [(Step.UP, 0, "acbd"), (Step.DOWN, 0, "abdc"), (Step.TO, 1, "cabd"), (Step.TO, 9, "abdc"), (Step.TO, 0, "cabd")],
)
def test_one_step(issue, editor, step, place, expected):
    seen = keys(issue)
    domain.place_article(issue=issue, article=seen[2], step=step, place=place, seen=seen, actor=editor)
    assert "".join(order_of(issue)) == expected


def test_the_edges_stay(issue, editor):
    seen = keys(issue)
    domain.place_article(issue=issue, article=seen[0], step=Step.UP, seen=seen, actor=editor)
    domain.place_article(issue=issue, article=seen[3], step=Step.DOWN, seen=seen, actor=editor)
    assert "".join(order_of(issue)) == "abcd"
    assert events("magazine.issue_ordered") == []


def test_two_editors(issue, editor, boss):
    """The slower one overwrites nothing; the same press twice is one."""
    seen = keys(issue)
    for _press in range(2):
        domain.place_article(issue=issue, article=seen[0], step=Step.DOWN, seen=seen, actor=editor)
    assert "".join(order_of(issue)) == "bacd"
    with refused("stale"):
        domain.place_article(issue=issue, article=seen[3], step=Step.UP, seen=seen, actor=boss)
    assert "".join(order_of(issue)) == "bacd"
    assert len(events("magazine.issue_ordered")) == 1


def test_an_order_of_other_articles_is_stale(issue, editor):
    seen = keys(issue)
    domain.take_out(article=Article.objects.get(pk=seen[0]), issue=issue, actor=editor)
    for wanted, known in ((seen[::-1], seen), (seen[1:] + [seen[1]], seen[1:]), ([], seen[1:])):
        with refused("stale"):
            domain.reorder(issue=issue, order=wanted, seen=known, actor=editor)
    with refused("stale"):
        domain.place_article(issue=issue, article=seen[0], step=Step.UP, seen=seen[1:], actor=editor)
    assert "".join(order_of(issue)) == "bcd"


def test_assigning_is_one_act(issue, editor):
    article = an_article(working_title="new")
    for _press in range(2):
        domain.assign_article(article=article, issue=issue, actor=editor)
    assert "".join(order_of(issue)) == "abcdnew"
    assert len(events("magazine.article_assigned")) == 1


def test_moved_to_another_issue_from_where_it_was_seen(issue, editor):
    other, third = an_issue(month=12, state="planned"), an_issue(year=2027, month=1, state="planned")
    article = Article.objects.get(pk=keys(issue)[1])
    with refused("elsewhere"):
        domain.assign_article(article=article, issue=other, actor=editor)
    domain.assign_article(article=article, issue=other, seen_in=issue, actor=editor)
    with refused("elsewhere"):
        domain.assign_article(article=article, issue=third, seen_in=issue, actor=editor)
    assert ("".join(order_of(issue)), order_of(other)) == ("acd", ["b"])


def test_take_out_twice(issue, editor):
    article = Article.objects.get(pk=keys(issue)[0])
    for _press in range(2):
        domain.take_out(article=article, issue=issue, actor=editor)
    assert "".join(order_of(issue)) == "bcd"
    assert len(events("magazine.article_taken_out")) == 1


def test_what_readers_saw_stays_in_its_issue(editor):
    issue = out("ky")
    article, other = issue.articles.get(), an_issue(month=12, state="planned")
    with refused("published"):
        domain.take_out(article=article, issue=issue, actor=editor)
    with refused("published"):
        domain.assign_article(article=article, issue=other, seen_in=issue, actor=editor)


def test_a_new_article_once(issue, editor):
    made = [domain.new_article(issue=issue, title="e", kind="interview", actor=editor) for _press in range(2)]
    assert made[0] == made[1]
    assert "".join(order_of(issue)) == "abcde"


def test_nobody_else_assembles(issue):
    reader, article = person(), an_article()
    for verb in (
        lambda: domain.reorder(issue=issue, order=[], seen=[], actor=reader),
        lambda: domain.assign_article(article=article, issue=issue, actor=reader),
        lambda: domain.take_out(article=article, issue=issue, actor=reader),
        lambda: domain.new_article(issue=issue, title="x", kind="article", actor=reader),
        lambda: domain.send_to_review(issue=issue, actor=reader),
        lambda: domain.move_state(issue=issue, state="proof", actor=reader),
        lambda: domain.publish_issue(issue=issue, actor=reader),
    ):
        with refused("forbidden"):
            verb()


# --- Readiness, review ---


def states(article: Article) -> dict[str, str]:
    return {lang: text.state.value for lang, text in texts_of([article])[article.pk].items()}


def test_readiness_of_each_language(editor):
    article = an_article()
    page = a_page(article, "ru", publish=False)
    text = texts_of([article])[article.pk]
    assert states(article) == {"ky": "none", "ru": "draft", "en": "none"}
    assert [str(part) for part in text["ru"].lacks] == [str(PARTS[ArticlePage][name]) for name in ("lead", "body")]
    page.lead, page.body = "Кыскача", [("text", "<p>Сөз</p>")]
    page.save_revision()
    assert texts_of([article])[article.pk]["ru"].is_ready
    page.get_latest_revision().publish()
    assert states(article)["ru"] == "live"
    page = ArticlePage.objects.get(pk=page.pk)
    page.lead = "Башкача"
    page.save_revision()
    assert states(article)["ru"] == "changed"


def test_all_drafts_to_review_once(editor):
    issue = ready_issue(state=IssueState.ASSEMBLING)
    unfinished = an_article(issue=issue, position=9)
    a_page(unfinished, "ky", publish=False)
    assert domain.send_to_review(issue=issue, actor=editor) == 10
    assert domain.send_to_review(issue=issue, actor=editor) == 0
    assert states(unfinished)["ky"] == "draft"
    assert states(issue.articles.in_order().first()) == {"ky": "review", "ru": "review", "en": "none"}
    assert [event.data for event in events("magazine.issue_sent_to_review")] == [{"pages": 10}]


def approve(page: Page, by) -> None:
    task = page.current_workflow_state.current_task_state
    task.task.specific.on_action(task, by, "approve")


def test_what_is_approved_waits_for_its_issue(editor, boss):
    issue = ready_issue(state=IssueState.ASSEMBLING)
    domain.send_to_review(issue=issue, actor=editor)
    page = ArticlePage.objects.filter(article__issue=issue).first()
    approve(page, boss)
    page.refresh_from_db()
    assert not page.live
    assert states(page.article)[page.lang] == TextState.APPROVED
    page = ArticlePage.objects.get(pk=page.pk)
    page.title = "Башка"
    page.save_revision()
    assert states(page.article)[page.lang] == TextState.DRAFT


def test_whoever_approves_may_write_with_the_same_press(editor, boss):
    issue = ready_issue(state=IssueState.ASSEMBLING)
    domain.send_to_review(issue=issue, actor=editor)
    page = ArticlePage.objects.filter(article__issue=issue).first()
    page.title = "Оңдолду"
    page.save_revision(user=boss)
    approve(page, boss)
    assert states(page.article)[page.lang] == TextState.APPROVED


def test_an_article_without_an_issue_does_not_wait(editor, boss):
    page = words(an_article(), "ky")
    Workflow.objects.get(name__startswith="Журнал").start(page, editor)
    approve(page, boss)
    page.refresh_from_db()
    assert page.live


# --- The norm, publication ---


def test_the_norm_says_which_language_lacks_what():
    issue = an_issue(state="proof")
    in_issue(issue, "ky", "ru")
    in_issue(issue, "ky")
    in_issue(issue, "ky", kind="news_digest")
    in_issue(issue, "ky", "ru", kind="legal_digest")
    articles = list(issue.articles.in_order())
    ky, ru = norm_of(articles, texts_of(articles))
    assert (ky.is_met, ky.missing) == (True, [])
    assert (ru.is_met, len(ru.articles), ru.news_digest, len(ru.missing)) == (False, 1, None, 2)


def test_publish(boss):
    reader, other = person(), person()
    follow(reader, ContentType.objects.get_for_model(Issue))
    issue = ready_issue(number=11, through_number=157)
    extra = in_issue(issue, "ky")
    unfinished = an_article(issue=issue, position=9)
    a_page(unfinished, "ru", publish=False)
    domain.publish_issue(issue=issue, actor=boss)
    issue.refresh_from_db()
    assert (issue.state, issue.published_on) == (IssueState.PUBLISHED, date.today())
    assert ArticlePage.objects.filter(article__issue=issue, live=True).count() == 9
    assert not unfinished.pages.get().live
    assert IssuePage.objects.filter(issue=issue, live=True).count() == 2
    extra.refresh_from_db()
    assert extra.first_published_at is not None
    [event] = events("magazine.issue_published")
    assert event.object_id == str(issue.pk)
    assert event.data["norm_met"] is True
    assert event.data["languages"] == ["ky", "ru"]
    assert [len(event.data["articles"][lang]) for lang in ("ky", "ru")] == [3, 2]
    assert [notice.user_id for notice in Notice.objects.filter(kind="magazine.issue")] == [reader.pk]
    assert other.notices.count() == 0


def test_publish_twice_is_once(boss, monkeypatch):
    closed = []
    monkeypatch.setitem(hooks._handlers, "issue_closed", [lambda issue: closed.append(issue.pk)])
    follow(person(), ContentType.objects.get_for_model(Issue))
    issue = ready_issue()
    for _press in range(2):
        domain.publish_issue(issue=issue, actor=boss)
    assert closed == [issue.pk]
    assert len(events("magazine.issue_published")) == 1
    assert Notice.objects.filter(kind="magazine.issue").count() == 1


def test_the_norm_holds_unless_confirmed(boss):
    issue = an_issue(state="proof")
    in_issue(issue, "ky")
    own_page(issue, "ky")
    with refused("norm"):
        domain.publish_issue(issue=issue, actor=boss)
    issue.refresh_from_db()
    assert (issue.state, issue.published_on) == ("proof", None)
    assert not ArticlePage.objects.filter(live=True).exists()
    domain.publish_issue(issue=issue, actor=boss, all_the_same=True)
    [event] = events("magazine.issue_published")
    assert (event.data["norm_met"], event.data["all_the_same"]) == (False, True)


@pytest.mark.parametrize("state", ["planned", "assembling"])
def test_published_from_proof_only(boss, state):
    with refused("state"):
        domain.publish_issue(issue=ready_issue(state=state), actor=boss)


def test_no_issue_without_a_page_of_its_own(boss):
    issue = ready_issue()
    for page in IssuePage.objects.filter(issue=issue):
        page.theme = ""
        page.save_revision()
    with refused("no_page"):
        domain.publish_issue(issue=issue, actor=boss)


def test_only_the_content_admin_publishes(editor):
    with refused("forbidden"):
        domain.publish_issue(issue=ready_issue(), actor=editor)


# --- Proposals ---


def test_a_double_issue_counts_two():
    assert queries.next_issue() == {}
    an_issue(year=2026, month=7, month_to=8, number=7, number_to=8, through_number=152, through_number_to=153)
    assert queries.next_issue() == {"year": 2026, "month": 9, "number": 9, "through_number": 154}


def test_after_december_the_year_and_the_number_begin_anew():
    an_issue(year=2026, month=11, month_to=12, number=11, number_to=12, through_number=157, through_number_to=158)
    assert queries.next_issue() == {"year": 2027, "month": 1, "number": 1, "through_number": 159}


def test_the_number_is_not_guessed_from_nothing():
    an_issue(year=2026, month=10)
    assert queries.next_issue() == {"year": 2026, "month": 11}
