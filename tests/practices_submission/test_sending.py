"""Sending: what must be there, once however often, the duty to react, the fast lane."""

import threading
import uuid

import pytest
from django.db import connection, connections

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.inbox.models import Case
from tajryiba.notify.models import Notice
from tajryiba.practices.models import Practice, PracticeText
from tajryiba.practices.places import unit_label
from tajryiba.practices.submission import domain, notices
from tajryiba.practices.submission.domain import Edit
from tajryiba.practices.submission.domain.sending import NotReadyError
from tajryiba.practices.submission.enums import SubmissionState
from tajryiba.practices.submission.models import Submission
from tests.factories import practices as make
from tests.factories import submissions as sub
from tests.factories.people import make_organisation, person

pytestmark = pytest.mark.django_db


def verbs(prefix: str = "practices.") -> list[str]:
    return list(Event.objects.filter(verb__startswith=prefix).order_by("pk").values_list("verb", flat=True))


def test_sent_it_waits_for_the_editors_and_a_duty_to_react_begins():
    draft = sub.draft()
    sent = domain.send_submission(submission=draft, actor=draft.author)
    assert (sent.state, sent.round, sent.practice_id) == (SubmissionState.SENT, 1, None)
    case = Case.objects.get()
    assert (case.kind, case.subject, case.obj, case.client) == (
        "practices.submission",
        "Вода пришла в каждый двор",
        sent,
        draft.author,
    )
    assert list(Notice.objects.filter(user=draft.author).values_list("kind", flat=True)) == [notices.SENT]
    assert verbs() == ["practices.submission_started", "practices.submission_sent"]


def test_a_second_press_sends_nothing():
    draft = sub.draft()
    first = domain.send_submission(submission=draft, actor=draft.author)
    second = domain.send_submission(submission=draft, actor=draft.author)
    assert (first.pk, second.round, Case.objects.count()) == (second.pk, 1, 1)
    assert verbs().count("practices.submission_sent") == 1


def test_the_same_words_from_a_second_draft_are_the_same_submission():
    first = sub.draft()
    domain.send_submission(submission=first, actor=first.author)
    louder = {**first.values, "title": first.title.upper() + "!"}
    copy = sub.draft(first.author, values=louder)
    assert domain.send_submission(submission=copy, actor=first.author).pk == first.pk
    assert Submission.objects.get(pk=copy.pk).state == SubmissionState.WITHDRAWN
    assert Case.objects.count() == 1


def test_what_did_not_work_is_required_and_so_is_the_rest_of_the_story():
    draft = sub.draft(values={"title": "Вода", "year_to": "вчера", "lang": "ru"})
    with pytest.raises(NotReadyError) as refusal:
        domain.send_submission(submission=draft, actor=draft.author)
    assert [fault.field for fault in refusal.value.faults] == [
        "summary",
        "unit",
        "year_to",
        "topic",
        "problem",
        "solution",
        "results_note",
        "failed",
    ]
    assert (Submission.objects.get().state, Case.objects.count()) == (SubmissionState.DRAFT, 0)


def test_a_stranger_sends_nothing():
    draft = sub.draft()
    with pytest.raises(DomainError) as refusal:
        domain.send_submission(submission=draft, actor=person())
    assert refusal.value.code == "forbidden"


def trusted_draft(depth: str = "snapshot") -> Submission:
    organisation = make_organisation()
    sub.trusted(organisation)
    return sub.draft(person("member", organisation=organisation), depth, organisation=organisation)


def test_a_trusted_organisation_is_published_at_once_and_looked_at_afterwards():
    draft = trusted_draft()
    sent = domain.send_submission(submission=draft, actor=draft.author)
    practice = Practice.objects.get()
    assert (sent.state, sent.fast_lane, sent.practice) == (SubmissionState.APPROVED, True, practice)
    assert (practice.is_public, practice.organisation) == (True, draft.organisation)
    assert Case.objects.get().closed_at is None
    assert list(Submission.objects.waiting()) == [sent]
    assert list(Notice.objects.filter(user=draft.author).values_list("kind", flat=True)) == [notices.PUBLISHED]
    editor = person("editor")
    domain.look_afterwards(submission=sent, actor=editor)
    domain.look_afterwards(submission=sent, actor=editor)
    assert Case.objects.get().first_reaction_by == editor
    assert Case.objects.get().closed_at is not None
    assert list(Submission.objects.waiting()) == []
    assert verbs().count("practices.submission_looked_at") == 1


def test_who_left_the_organisation_sends_nothing_in_its_name():
    draft = trusted_draft()
    draft.author.memberships.update(state="left")
    with pytest.raises(DomainError) as refusal:
        domain.send_submission(submission=draft, actor=draft.author)
    assert refusal.value.code == "forbidden"


def test_trust_is_for_what_happened_at_home():
    draft = trusted_draft()
    elsewhere = make.unit("Башка айыл аймагы")
    values = draft.values | {"unit": unit_label(elsewhere)}
    Submission.objects.filter(pk=draft.pk).update(values=values)
    sent = domain.send_submission(submission=draft, actor=draft.author)
    assert (sent.state, sent.fast_lane) == (SubmissionState.SENT, False)


# --- Ten at once ---


def ten_at_once(work) -> list:
    """`work(number)` in ten threads that begin together, each with a connection of its own."""
    barrier, results = threading.Barrier(10), [None] * 10

    def run(number: int) -> None:
        try:
            barrier.wait()
            results[number] = work(number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same_key", [True, False], ids=["one button", "ten windows"])
def test_ten_identical_submissions_at_once_make_one_practice(same_key):
    """The whole way, ten times at once: begin, write, send; a trusted organisation, so that each would publish."""
    organisation = make_organisation()
    sub.trusted(organisation)
    author = person("member", organisation=organisation)
    values = sub.SNAPSHOT | {"topic": str(make.topic().pk)}
    key = uuid.uuid4()

    def work(number: int) -> int:
        mine = key if same_key else uuid.uuid4()
        draft = domain.start_submission(author=author, depth="snapshot", organisation=organisation, key=mine)
        edits = [Edit(name, value, 0, f"save-{name}", "phone") for name, value in values.items()]
        domain.save_edits(submission=draft, edits=edits, actor=author)
        return domain.send_submission(submission=draft, actor=author).pk

    sent = set(ten_at_once(work))
    assert len(sent) == 1
    assert (Practice.objects.count(), PracticeText.objects.count(), Case.objects.count()) == (1, 1, 1)
    assert Submission.objects.exclude(state=SubmissionState.WITHDRAWN).count() == 1
    assert verbs().count("practices.created") == 1
    assert connection.vendor in ("sqlite", "postgresql")


@pytest.mark.django_db(transaction=True)
def test_ten_editors_at_once_make_one_practice():
    draft = sub.draft()
    domain.send_submission(submission=draft, actor=draft.author)
    admin = person("content_admin")
    ten_at_once(lambda _number: domain.approve_submission(submission=draft, actor=admin, publish=True).pk)
    assert Practice.objects.count() == 1
    assert verbs().count("practices.published") == 1
    assert Notice.objects.filter(user=draft.author, kind=notices.PUBLISHED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_edit_ten_times_at_once_counts_once():
    author = person()
    draft = sub.draft(author, values={})
    edit = Edit("title", "Вода", 0, "one-key", "phone")
    ten_at_once(lambda _number: domain.save_edits(submission=draft, edits=[edit], actor=author))
    assert (draft.edits.count(), Submission.objects.get().revisions["title"]["rev"]) == (1, 1)
