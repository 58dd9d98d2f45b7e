"""What the editors do: comments, changes, acceptance, refusal; the practice that comes of it."""

import uuid
from decimal import Decimal

import pytest

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.inbox.models import Case
from tajryiba.notify.models import Notice
from tajryiba.practices.domain import publish_text
from tajryiba.practices.models import Practice
from tajryiba.practices.submission import domain, notices
from tajryiba.practices.submission.enums import SubmissionState
from tajryiba.practices.submission.models import Submission
from tests.factories import media
from tests.factories import practices as make
from tests.factories import submissions as sub
from tests.factories.people import make_organisation, membership, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return person("editor")


def sent(depth: str = "snapshot", **changes) -> Submission:
    draft = sub.draft(depth=depth, **changes)
    return domain.send_submission(submission=draft, actor=draft.author)


def told(submission) -> list[str]:
    return list(Notice.objects.filter(user=submission.author).order_by("pk").values_list("kind", flat=True))


def test_changes_are_asked_field_by_field_and_the_author_goes_on(editor):
    submission = sent()
    asked = domain.request_changes(
        submission=submission,
        comments={"failed": " Когда сгорел насос? ", "title": "", "nonsense": "x"},
        note="Хорошая история.",
        actor=editor,
    )
    assert (asked.state, asked.is_editable) == (SubmissionState.CHANGES, True)
    assert [(one.field, one.text, one.round) for one in asked.comments.all()] == [
        ("failed", "Когда сгорел насос?", 1),
        ("", "Хорошая история.", 1),
    ]
    case = Case.objects.get()
    assert (case.first_reaction_by, case.closed_by) == (editor, editor)
    sub.write(submission, submission.author, {"failed": "Насос сгорел через месяц."})
    again = domain.send_submission(submission=submission, actor=submission.author)
    assert (again.state, again.round, Case.objects.filter(closed_at=None).count()) == (SubmissionState.SENT, 2, 1)
    assert told(submission) == [notices.SENT, notices.CHANGES, notices.SENT]


def test_changes_without_a_word_are_refused(editor):
    with pytest.raises(DomainError) as refusal:
        domain.request_changes(submission=sent(), comments={"title": " "}, actor=editor)
    assert refusal.value.code == "no_words"


def test_accepted_it_is_a_draft_of_the_staff(editor):
    submission = domain.approve_submission(submission=sent(), actor=editor)
    practice = Practice.objects.get()
    assert (submission.practice, practice.is_public, practice.original_language) == (practice, False, "ru")
    assert (practice.completeness, practice.contact, practice.place_ru) == (
        "partial",
        "Айыл окмоту, приёмная",
        "Далёкое село за перевалом",
    )
    text = practice.texts.get().get_latest_revision_as_object()
    assert text.problem == "<p>Воды не было.</p><p>Носили вёдрами.</p>"
    assert (text.failed, text.translation) == ("<p>Первый насос сгорел: не было защиты.</p>", "original")
    assert told(submission) == [notices.SENT, notices.APPROVED]
    publish_text(text=practice.texts.get(), author=person("content_admin"))
    assert told(submission) == [notices.SENT, notices.APPROVED, notices.PUBLISHED]


def test_a_full_case_becomes_facts_and_rows():
    submission = sent("full")
    domain.approve_submission(submission=submission, actor=person("content_admin"), publish=True)
    practice = Practice.objects.get()
    assert (practice.year_from, practice.year_to, practice.cost_som, practice.duration_months) == (
        2023,
        2024,
        1_200_000,
        7,
    )
    assert (practice.population_served, practice.cost_note_ru, practice.completeness) == (
        1700,
        "Вместе с насосом",
        "full",
    )
    assert (practice.participation, practice.budget) == (["hearings", "labour"], ["co_financing"])
    assert [(row.name_ru, row.when) for row in practice.steps.all()] == [
        ("Посчитали дворы.", "2023-03"),
        ("Проложили трубу.", ""),
    ]
    assert [row.name_ru for row in practice.participants.all()] == ["Айыл окмоту", "Жители трёх улиц"]
    assert [(r.name_ru, r.unit_ru, r.before, r.after) for r in practice.results.all()] == [
        ("Дворы с водой", "дворов", Decimal(120), Decimal(340))
    ]
    assert [(r.name_ru, r.kind, r.amount_som) for r in practice.funding.all()] == [
        ("Бюджет аймака", "local_budget", 850_000)
    ]
    assert [row.url for row in practice.sources.all()] == ["https://dpi.kg/voda"]
    assert practice.is_public is True
    assert told(submission) == [notices.SENT, notices.PUBLISHED]
    assert Event.objects.filter(verb="practices.submission_approved").count() == 1


def test_only_who_may_publish_publishes(editor):
    with pytest.raises(DomainError) as refusal:
        domain.approve_submission(submission=sent(), actor=editor, publish=True)
    assert (refusal.value.code, Practice.objects.count()) == ("forbidden", 0)


def test_an_accepted_snapshot_grows_and_its_practice_is_brought_up_to_date():
    admin, submission = person("content_admin"), sent()
    domain.approve_submission(submission=submission, actor=admin, publish=True)
    practice = Practice.objects.get()
    Practice.objects.filter(pk=practice.pk).update(evidence_level=3)
    domain.grow_submission(submission=submission, actor=submission.author)
    sub.write(submission, submission.author, {"cost": "90 тыс", "steps-0-name": "Сначала посчитали."})
    assert Practice.objects.get().is_public is True
    domain.send_submission(submission=submission, actor=submission.author)
    domain.approve_submission(submission=submission, actor=admin, publish=True)
    practice = Practice.objects.get()
    assert (practice.cost_som, practice.evidence_level, practice.completeness) == (90_000, 3, "full")
    assert [step.name_ru for step in practice.steps.all()] == ["Сначала посчитали."]
    assert practice.texts.get().content_version == 2
    assert told(submission) == [notices.SENT, notices.PUBLISHED, notices.SENT, notices.PUBLISHED]


def test_the_municipality_is_recognised_by_its_name():
    unit = make.unit("Ак-Чий айыл аймагы")
    submission = sent(values=sub.SNAPSHOT | {"topic": str(make.topic().pk), "unit": "ак-чий айыл аймагы"})
    domain.approve_submission(submission=submission, actor=person("editor"))
    practice = Practice.objects.get()
    assert (list(practice.units.all()), practice.place_ru) == ([unit], "")


def test_a_refusal_has_its_reason_and_ends_it(editor):
    submission = sent()
    with pytest.raises(DomainError) as no_words:
        domain.refuse_submission(submission=submission, reason=" ", actor=editor)
    refused = domain.refuse_submission(submission=submission, reason="Это объявление.", actor=editor)
    assert (no_words.value.code, refused.state, refused.note) == ("no_words", "refused", "Это объявление.")
    assert told(submission) == [notices.SENT, notices.REFUSED]
    with pytest.raises(DomainError) as late:
        domain.approve_submission(submission=submission, actor=editor)
    assert late.value.code == "no_such_move"


@pytest.mark.parametrize("role", ["reader", "client_admin", "expert", "analyst"])
def test_others_decide_nothing(role):
    submission, other = sent(), person(role)
    for verb in (
        lambda: domain.approve_submission(submission=submission, actor=other),
        lambda: domain.request_changes(submission=submission, comments={"title": "x"}, actor=other),
        lambda: domain.refuse_submission(submission=submission, reason="x", actor=other),
        lambda: domain.look_afterwards(submission=submission, actor=other),
    ):
        with pytest.raises(DomainError) as refusal:
            verb()
        assert refusal.value.code == "forbidden"


def test_a_draft_is_not_the_editors_business(editor):
    with pytest.raises(DomainError) as refusal:
        domain.approve_submission(submission=sub.draft(), actor=editor)
    assert refusal.value.code == "forbidden"


def test_files_come_along_once_and_stay_private_until_then(editor):
    organisation = make_organisation()
    draft = sub.draft(person("member", organisation=organisation), organisation=organisation)
    facts = {"submission": draft, "caption": "Насос", "actor": draft.author}
    key = uuid.uuid4()
    first = domain.add_file(file=media.upload("насос.jpg", media.picture()), is_photo=True, key=key, **facts)
    assert domain.add_file(file=media.upload("насос.jpg", media.picture()), is_photo=True, key=key, **facts) == first
    domain.send_submission(submission=draft, actor=draft.author)
    domain.approve_submission(submission=draft, actor=editor)
    practice = Practice.objects.get()
    assert [(row.image, row.name_ru) for row in practice.images.all()] == [(first.image, "Насос")]
    assert practice.ready_images() == []  # nobody has described it in words yet


def test_a_colleague_of_the_author_does_not_decide():
    organisation = make_organisation()
    sent = sub.sent(author=person("member", organisation=organisation), organisation=organisation)
    admin = person("content_admin")
    membership(admin, organisation)
    with pytest.raises(DomainError) as refusal:
        domain.approve_submission(submission=sent, actor=admin)
    assert refusal.value.code == "own"
