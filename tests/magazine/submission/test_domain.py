"""Verbs of articles from readers: written anywhere, sent once, decided once."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.inbox.models import Case
from tajryiba.inbox.queries import cases_of
from tajryiba.magazine.domain import page_published
from tajryiba.magazine.enums import SUBMISSION_TRANSITIONS, SubmissionState
from tajryiba.magazine.models import Article, ArticlePage, Rubric, Submission
from tajryiba.magazine.submission import domain, notices
from tajryiba.magazine.submission.consent import VERSION
from tajryiba.magazine.submission.domain.drafts import MOST_DRAFTS, MOST_EARLIER, MOST_PRACTICES
from tajryiba.magazine.submission.domain.sending import MOST_SENT
from tajryiba.media.models import PortalImage
from tajryiba.notify.models import Notice
from tajryiba.people.domain import erase_my_data, export_my_data
from tests.factories import article_submissions as make
from tests.factories import experts, practices
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def editor():
    return person("editor")


def code(refused) -> str:
    return refused.value.code


def events(submission) -> list[str]:
    rows = Event.objects.filter(object_id=submission.pk, verb__startswith="magazine.submission")
    return list(rows.order_by("pk").values_list("verb", flat=True))


def told(person_, kind: str) -> int:
    return Notice.objects.filter(user=person_, kind=kind).count()


# --- Writing ---


def test_a_draft_begins_once_in_the_language_of_the_page_with_the_authors_name():
    author, key = person(full_name="Айгүл Асанова"), uuid.uuid4()
    with translation.override("ky"):
        first = domain.start_article(author=author, key=key)
    assert domain.start_article(author=author, key=key) == first
    assert (first.lang, first.signature, first.state) == ("ky", "Айгүл Асанова", "draft")
    assert events(first) == ["magazine.submission_started"]


def test_the_key_of_somebody_elses_form_begins_a_draft_of_ones_own():
    key = uuid.uuid4()
    theirs = domain.start_article(author=person(), key=key)
    mine = domain.start_article(author=person(), key=key)
    assert (mine.key != theirs.key, mine.author != theirs.author) == (True, True)


def test_drafts_are_bounded_and_a_guest_begins_none():
    author = person()
    for _ in range(MOST_DRAFTS):
        domain.start_article(author=author)
    with pytest.raises(DomainError) as refused:
        domain.start_article(author=author)
    assert code(refused) == "too_many"
    with pytest.raises(DomainError) as refused:
        domain.start_article(author=person("guest"))
    assert code(refused) == "forbidden"


def test_every_field_is_saved_as_typed():
    topic, other = practices.topic(), practices.topic("waste", name_ky="Таштанды", name_ru="Отходы")
    submission = make.draft(values=make.VALUES | {"topics": f"{topic.pk},{other.pk},999999,x", "alt_ky": " Суу "})
    assert {name: getattr(submission, name) for name in make.VALUES} == make.VALUES
    assert (set(submission.topics.all()), submission.alt_ky) == ({topic, other}, " Суу ")
    assert make.write(submission, {"topics": ""}).topics.count() == 0


def test_the_same_key_changes_nothing_and_counts_nothing():
    submission = make.draft(values={})
    edit = domain.Edit("title", "Суу", 0, "one", "phone")
    for _ in range(2):
        saved = domain.save_edits(submission=submission, edits=[edit], actor=submission.author)
    assert (saved["title"].rev, make.again(submission).title) == (1, "Суу")
    domain.save_edits(
        submission=submission, edits=[domain.Edit("title", "Жол", 1, "two", "phone")], actor=submission.author
    )
    assert make.again(submission).revisions["title"]["rev"] == 2


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("title", "я" * 201, "Too long: 201 characters, at most 200."),
        ("lang", "de", "Choose one of the languages."),
        ("state", "accepted", "There is no such field. Reload the page."),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(name, value, why):
    submission = make.draft(values={})
    edit = domain.Edit(name, value, 0, "one", "phone")
    saved = domain.save_edits(submission=submission, edits=[edit], actor=submission.author)
    assert saved[name].refused == why
    assert make.again(submission).state == "draft"


def test_what_another_device_wrote_is_kept_when_it_is_overwritten():
    submission = make.write(make.draft(), {"lead": "Ноутбуктан жазылган."}, device="laptop")
    make.write(submission, {"lead": "Телефондон жазылган, башкача."}, device="phone", base=1)
    assert make.again(submission).lead == "Телефондон жазылган, башкача."
    assert [row.text for row in submission.earlier.all()] == ["Ноутбуктан жазылган.", make.VALUES["lead"]]


def test_what_was_mostly_taken_away_is_kept_and_only_so_much_of_it():
    submission = make.draft()
    make.write(submission, {"text": "Эч нерсе"})
    assert [(row.field, row.text) for row in submission.earlier.all()] == [("text", make.TEXT)]
    for number in range(MOST_EARLIER):
        make.write(submission, {"title": f"Узун аталыш болгон эле {number}"})
        make.write(submission, {"title": ""})
    assert submission.earlier.count() == MOST_EARLIER


def test_what_comes_after_it_was_sent_is_kept_and_changes_nothing():
    submission = make.sent()
    edit = domain.Edit("title", "Кечигип келген", 1, "late", "phone")
    for late in (True, False):
        saved = domain.save_edits(submission=submission, edits=[edit], actor=submission.author)
        assert saved["title"].late is late
    assert make.again(submission).title == make.VALUES["title"]
    assert [row.text for row in submission.earlier.all()] == ["Кечигип келген"]


def test_nobody_else_writes_it():
    submission, stranger = make.draft(), person("superuser")
    practice = practices.published()
    for verb in (
        lambda: domain.save_edits(submission=submission, edits=[], actor=stranger),
        lambda: domain.add_practice(submission=submission, practice=practice, actor=stranger),
        lambda: domain.remove_picture(submission=submission, actor=stranger),
        lambda: domain.withdraw_article(submission=submission, actor=stranger),
        lambda: domain.send_article(submission=submission, actor=stranger, agreed=VERSION),
    ):
        with pytest.raises(DomainError) as refused:
            verb()
        assert code(refused) == "forbidden"


def test_practices_are_added_and_removed_at_most_ten():
    submission = make.draft()
    several = [practices.practice() for _ in range(MOST_PRACTICES + 1)]
    for practice in several[:-1]:
        domain.add_practice(submission=submission, practice=practice, actor=submission.author)
    with pytest.raises(DomainError) as refused:
        domain.add_practice(submission=submission, practice=several[-1], actor=submission.author)
    assert code(refused) == "too_many"
    domain.remove_practice(submission=submission, practice_id=several[0].pk, actor=submission.author)
    assert submission.practices.count() == MOST_PRACTICES - 1


def test_a_picture_is_replaced_and_removed_without_a_trace():
    submission = make.with_picture(make.draft())
    first = submission.image
    submission = make.with_picture(submission)
    assert (submission.image != first, PortalImage.everything.count(), PortalImage.objects.count()) == (True, 1, 0)
    domain.remove_picture(submission=submission, actor=submission.author)
    assert (make.again(submission).image, PortalImage.everything.count()) == (None, 0)


def test_a_draft_is_taken_back_once_and_what_was_sent_is_not():
    submission = make.draft()
    for _ in range(2):
        domain.withdraw_article(submission=submission, actor=submission.author)
    assert events(submission) == ["magazine.submission_started", "magazine.submission_withdrawn"]
    with pytest.raises(DomainError) as refused:
        domain.withdraw_article(submission=make.sent(), actor=(late := make.sent()).author)
    assert code(refused) == "forbidden"
    with pytest.raises(DomainError) as refused:
        domain.withdraw_article(submission=late, actor=late.author)
    assert code(refused) == "no_such_move"


# --- Sending ---


def test_sending_opens_the_duty_and_tells_the_author_once():
    submission = make.draft()
    for _ in range(2):
        make.send(submission)
    submission, case = make.again(submission), Case.objects.get()
    assert (submission.state, submission.round, submission.consent_version) == ("sent", 1, VERSION)
    assert submission.consented_at == submission.sent_at
    assert (case.kind, case.client, case.obj, case.due_at - case.opened_at) == (
        domain.CASE,
        submission.author,
        submission,
        timedelta(hours=24),
    )
    assert told(submission.author, notices.ARRIVED) == 1
    assert events(submission) == ["magazine.submission_started", "magazine.submission_sent"]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"title": " "}, ["title"]),
        ({"lead": "я" * 39}, ["lead"]),
        ({"text": "я" * 1499}, ["text"]),
        ({"signature": ""}, ["signature"]),
        ({"signature": "я" * 161}, ["signature"]),
        ({"signature": "Ким, " + "я" * 201}, ["signature"]),
    ],
)
def test_what_is_missing_is_named(changes, fields):
    submission = make.draft(values=make.VALUES | changes)
    with pytest.raises(domain.NotReadyError) as refused:
        make.send(submission)
    assert [fault.field for fault in refused.value.faults] == fields
    assert (make.again(submission).state, Case.objects.count()) == ("draft", 0)


def test_lengths_at_the_bound_are_enough():
    assert domain.faults_of(make.draft(values=make.VALUES | {"lead": "я" * 40, "text": "я" * 1500})) == []


def test_a_picture_needs_words_in_both_languages():
    submission = make.with_picture(make.draft())
    assert [fault.field for fault in domain.faults_of(submission)] == ["alt_ky", "alt_ru"]


@pytest.mark.parametrize("agreed", [0, VERSION + 1])
def test_without_consent_to_the_text_of_today_it_does_not_go(agreed):
    submission = make.draft()
    with pytest.raises(domain.NotReadyError) as refused:
        domain.send_article(submission=submission, actor=submission.author, agreed=agreed)
    assert [fault.field for fault in refused.value.faults] == ["agreed"]


def test_sending_is_bounded_by_the_hour():
    author = person()
    for _ in range(MOST_SENT):
        make.sent(author)
    one_more = make.draft(author)
    with pytest.raises(DomainError) as refused:
        make.send(one_more)
    assert code(refused) == "too_many"
    Case.objects.update(opened_at=timezone.now() - timedelta(minutes=61))
    assert make.send(one_more).state == "sent"


# --- Decisions ---


def changes(submission, actor, remark="Канча турду?", **more):
    facts = {"version": submission.version, **more}
    return domain.ask_for_changes(submission=submission, remark=remark, actor=actor, **facts)


def test_changes_are_asked_answered_and_sent_again(editor):
    submission = make.sent()
    submission = changes(submission, editor)
    case = cases_of(submission).get()
    assert (submission.state, case.first_reaction_by, case.closed_by) == ("changes", editor, editor)
    notice = Notice.objects.get(user=submission.author, kind=notices.CHANGES)
    assert notice.facts == {"title": submission.title, "remark": "Канча турду?"}
    make.write(submission, {"title": "Суу короого жетти: 1,2 млн сом"})
    submission = make.send(make.again(submission), answer=" 1,2 миллион сом. ")
    thread = [(remark.from_editor, remark.text) for remark in submission.remarks.all()]
    assert thread == [(True, "Канча турду?"), (False, "1,2 миллион сом.")]
    assert (submission.round, cases_of(submission).filter(closed_at=None).count()) == (2, 1)
    assert told(submission.author, notices.ARRIVED) == 2


def test_a_decision_needs_words_but_acceptance(editor):
    submission = make.sent()
    facts = {"submission": submission, "version": submission.version, "actor": editor}
    for verb in (
        lambda: domain.ask_for_changes(remark=" ", **facts),
        lambda: domain.decline_article(reason="", **facts),
    ):
        with pytest.raises(DomainError) as refused:
            verb()
        assert code(refused) == "no_words"
    assert cases_of(submission).get().first_reaction_at is None
    assert domain.accept_article(**facts)


def test_declined_with_the_reason(editor):
    submission = make.sent()
    domain.decline_article(submission=submission, reason="Жарнама.", version=submission.version, actor=editor)
    assert Notice.objects.get(kind=notices.DECLINED).facts["remark"] == "Жарнама."
    assert make.again(submission).state == "declined"
    with pytest.raises(DomainError) as refused:
        make.send(make.again(submission))
    assert code(refused) == "closed"


def test_accepted_it_is_an_article_with_a_draft_page_author_topics_and_practices(editor):
    author = person()
    expert = experts.expert(author)
    topic, practice, rubric = practices.topic(), practices.published(), Rubric.objects.get(slug="services")
    submission = make.with_picture(make.draft(author, make.VALUES | {"topics": str(topic.pk), "alt_ky": "Суу"}))
    submission = make.write(submission, {"alt_ru": "Вода"})
    domain.add_practice(submission=submission, practice=practice, actor=author)
    submission = make.send(submission)
    article = domain.accept_article(submission=submission, version=submission.version, rubric=rubric, actor=editor)
    page, written = ArticlePage.objects.get(), article.authors.get()
    assert (article.working_title, article.rubric, article.kind) == (submission.title, rubric, "article")
    assert ([*article.topics.all()], [*article.practices.all()]) == ([topic], [practice])
    assert (page.article, page.lang, page.live, page.owner) == (article, "ky", False, editor)
    assert (page.title, page.lead) == (submission.title, submission.lead)
    body = page.body[0].value.source
    assert "<li>Насос &lt;жаңы&gt;</li>" in body
    assert (body.count("<p>"), [block.block_type for block in page.body]) == (2, ["text"])
    assert (written.name_ky, written.role_ky, written.name_ru) == (
        "Айгүл Асанова",
        "Үлгү айыл өкмөтүнүн адиси",
        "",
    )
    assert written.expert == expert
    image = PortalImage.objects.get()  # of the library now
    assert (page.image, image.alt_ky, image.alt_ru) == (image, "Суу", "Вода")
    assert (make.again(submission).article, cases_of(submission).get().closed_by) == (article, editor)
    assert told(author, notices.ACCEPTED) == 1
    assert events(submission)[-1] == "magazine.submission_accepted"


def test_a_profile_that_is_not_public_is_not_linked(editor):
    author = person()
    experts.expert(author)
    author.expert.state = "hidden"
    author.expert.save()
    submission = make.sent(author)
    article = domain.accept_article(submission=submission, version=submission.version, actor=editor)
    assert article.authors.get().expert is None


def test_two_editors_decide_once(editor):
    submission = make.sent()
    facts = {"submission": submission, "version": submission.version}
    domain.accept_article(actor=editor, **facts)
    for verb in (
        lambda: domain.accept_article(actor=person("content_admin"), **facts),
        lambda: domain.decline_article(actor=person("content_admin"), reason="Жок", **facts),
    ):
        with pytest.raises(DomainError) as refused:
            verb()
        assert code(refused) == "stale"
    assert Article.objects.count() == 1


def test_a_decision_about_an_earlier_version_is_refused(editor):
    read = make.sent()
    changes(read, person("content_admin"))
    make.write(read, {"text": "Башка текст. " * 200})
    make.send(make.again(read))
    with pytest.raises(DomainError) as refused:
        domain.accept_article(submission=read, version=read.version, actor=editor)
    assert code(refused) == "stale"


@pytest.mark.parametrize("role", ["reader", "client_admin", "expert"])
def test_others_decide_nothing(role):
    submission = make.sent()
    with pytest.raises(DomainError) as refused:
        changes(submission, person(role))
    assert code(refused) == "forbidden"


def test_an_editor_does_not_decide_about_their_own(editor):
    submission = make.sent(editor)
    with pytest.raises(DomainError) as refused:
        changes(submission, editor)
    assert code(refused) == "own"


def test_the_author_hears_of_the_page_once_in_whatever_language_it_comes(editor):
    submission = make.sent()
    article = domain.accept_article(submission=submission, version=submission.version, actor=editor)
    page = article.pages.get()
    page.save_revision().publish()
    page.refresh_from_db()
    page_published(page)
    notice = Notice.objects.get(kind=notices.PUBLISHED)
    assert notice.facts == {"title": submission.title, "address": page.get_public_url()}
    assert (notice.user, notice.link) == (submission.author, reverse("article_anyway", args=[article.pk]))


def test_moves_are_those_of_the_table():
    moves = {state: set(after) for state, after in SUBMISSION_TRANSITIONS.items()}
    assert moves[SubmissionState.SENT] == {"changes", "accepted", "declined"}
    assert set(moves) == set(SubmissionState)


# --- My data ---


def test_what_a_person_wrote_is_part_of_their_data():
    submission = make.sent(person(full_name="Айгүл Асанова"))
    mine = export_my_data(submission.author)["articles"]
    assert [(row["title"], row["text"], row["state"]) for row in mine] == [(submission.title, make.TEXT, "sent")]
    assert export_my_data(person())["articles"] == []


def test_erasing_takes_drafts_and_cuts_the_link_of_what_was_accepted(editor):
    author = person()
    accepted = make.sent(author)
    article = domain.accept_article(submission=accepted, version=accepted.version, remark="Жакшы", actor=editor)
    waiting = make.sent(author)
    with_changes = changes(make.sent(author), editor)
    draft = make.with_picture(make.draft(author))
    erase_my_data(user=author)
    assert set(Submission.objects.values_list("pk", "author")) == {(accepted.pk, None), (waiting.pk, None)}
    assert not Submission.objects.filter(pk__in=[with_changes.pk, draft.pk]).exists()
    assert PortalImage.everything.count() == 0
    assert article.authors.get().name_ky == "Айгүл Асанова"


def test_what_waits_without_its_author_is_decided_without_notices(editor):
    submission = make.sent()
    erase_my_data(user=submission.author)
    submission = make.again(submission)
    article = domain.accept_article(submission=submission, version=submission.version, actor=editor)
    article.pages.get().save_revision().publish()
    assert not Notice.objects.filter(kind__in=(notices.ACCEPTED, notices.PUBLISHED)).exists()
