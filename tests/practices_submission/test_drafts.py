"""Writing: every field kept, repeats harmless, two devices lose nothing."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.practices.submission import domain
from tajryiba.practices.submission.domain import Edit
from tajryiba.practices.submission.enums import SubmissionState
from tajryiba.practices.submission.fields import LONGEST
from tajryiba.practices.submission.models import Submission
from tajryiba.practices.submission.shape import Shape
from tests.factories import practices as make
from tests.factories import submissions as sub
from tests.factories.people import make_organisation, person

pytestmark = pytest.mark.django_db


def again(submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


def kept(submission) -> list[tuple]:
    return [(edit.name, edit.before, edit.conflict) for edit in submission.edits.filter(kept=True).order_by("pk")]


def test_the_button_begins_one_draft_however_often_it_is_pressed():
    author, key = person(), uuid.uuid4()
    first = domain.start_submission(author=author, depth="full", key=key)
    assert domain.start_submission(author=author, depth="full", key=key) == first
    assert domain.start_submission(author=person(), depth="full", key=key) != first
    assert Event.objects.filter(verb="practices.submission_started").count() == 2


def test_a_draft_knows_the_municipality_of_the_organisation():
    unit = make.unit("Ак-Чий айыл аймагы", parent=make.unit("Тоң району", "district"))
    organisation = make_organisation(unit=unit)
    author = person("member", organisation=organisation)
    draft = domain.start_submission(author=author, depth="snapshot", organisation=organisation)
    assert draft.values == {"lang": "ky", "unit": "Ак-Чий айыл аймагы — Тоң району"}


def test_nobody_begins_on_behalf_of_strangers():
    with pytest.raises(DomainError) as refusal:
        domain.start_submission(author=person(), depth="snapshot", organisation=make_organisation())
    assert refusal.value.code == "forbidden"


def test_every_field_is_kept_as_typed_and_counted():
    author = person()
    draft = sub.draft(author, values={})
    saved = sub.write(draft, author, {"title": "  Вода ", "cost": "1,2 млн\r\n", "steps-3-name": "Труба"})
    assert again(draft).values == {"lang": "ky", "title": "  Вода ", "cost": "1,2 млн\n", "steps-3-name": "Труба"}
    assert {name: (one.rev, one.conflict, one.refused) for name, one in saved.items()} == {
        "title": (1, False, ""),
        "cost": (1, False, ""),
        "steps-3-name": (1, False, ""),
    }


def test_a_repeated_request_changes_nothing_even_after_a_later_write():
    author = person()
    draft = sub.draft(author, values={})
    edit = Edit("title", "Первое", 0, "key-1", "phone")
    domain.save_edits(submission=draft, edits=[edit], actor=author)
    sub.write(draft, author, {"title": "Второе"}, device="laptop")
    saved = domain.save_edits(submission=draft, edits=[edit], actor=author)
    assert again(draft).values["title"] == "Второе"
    assert (saved["title"].rev, saved["title"].conflict) == (2, False)


def test_of_two_devices_the_last_wins_and_the_other_text_is_kept():
    author = person()
    draft = sub.draft(author, values={})
    sub.write(draft, author, {"problem": "Воды нет."}, device="phone")
    sub.write(draft, author, {"problem": "Воды нет у 340 дворов."}, device="laptop", base={"problem": 1})
    saved = sub.write(draft, author, {"problem": "Воды нет с 2010 года."}, device="phone", base={"problem": 1})
    assert again(draft).values["problem"] == "Воды нет с 2010 года."
    assert saved["problem"].conflict is True
    assert kept(draft) == [
        ("problem", "Воды нет.", False),  # another device took over, without a conflict
        ("problem", "Воды нет у 340 дворов.", True),
    ]


def test_a_lost_answer_is_no_conflict_with_oneself():
    author = person()
    draft = sub.draft(author, values={})
    sub.write(draft, author, {"title": "Во"}, device="phone", base={"title": 0})
    saved = sub.write(draft, author, {"title": "Вода"}, device="phone", base={"title": 0})
    assert (saved["title"].rev, saved["title"].conflict, kept(draft)) == (2, False, [])


def test_what_stood_for_a_while_or_was_mostly_taken_away_is_kept(time_machine_at):
    author = person()
    draft = sub.draft(author, values={})
    sub.write(draft, author, {"lessons": "Считать дворы заранее."})
    time_machine_at(timezone.now() + timedelta(minutes=11))
    sub.write(draft, author, {"lessons": "Считать дворы и насосы заранее."})
    sub.write(draft, author, {"lessons": ""})
    assert [before for _name, before, _conflict in kept(draft)] == [
        "Считать дворы заранее.",
        "Считать дворы и насосы заранее.",
    ]


@pytest.mark.parametrize("edit", [Edit("is_public", "1", 0, "k1"), Edit("title", "я" * (LONGEST + 1), 0, "k2")])
def test_strange_fields_and_endless_texts_are_refused_and_nothing_else(edit):
    author = person()
    draft = sub.draft(author, values={})
    good = Edit("summary", "Кратко", 0, "k3")
    saved = domain.save_edits(submission=draft, edits=[edit, good], actor=author)
    assert saved[edit.name].refused
    assert again(draft).values == {"lang": "ky", "summary": "Кратко"}


def test_what_comes_after_sending_is_kept_aside():
    draft = sub.draft()
    domain.send_submission(submission=draft, actor=draft.author)
    saved = sub.write(draft, draft.author, {"failed": "И ещё задержка на месяц.", "title": draft.title})
    assert (saved["failed"].late, saved["title"].late) == (True, False)
    assert again(draft).values["failed"] == sub.SNAPSHOT["failed"]
    assert kept(draft) == [("failed", "И ещё задержка на месяц.", False)]


def test_an_earlier_text_is_put_back_and_the_present_one_kept():
    author = person()
    draft = sub.draft(author, values={})
    sub.write(draft, author, {"title": "Телефон"}, device="phone")
    sub.write(draft, author, {"title": "Компьютер"}, device="laptop")
    edit = draft.edits.get(kept=True)
    domain.put_back(submission=draft, edit=edit, actor=author)
    assert again(draft).values["title"] == "Телефон"
    assert [before for _name, before, _conflict in kept(draft)] == ["Телефон", "Компьютер"]


def test_a_colleague_goes_on_writing_a_stranger_does_not():
    organisation = make_organisation()
    author = person("member", organisation=organisation)
    colleague = person("member", organisation=organisation)
    draft = sub.draft(author, organisation=organisation, values={})
    sub.write(draft, colleague, {"title": "Наша вода"})
    assert again(draft).title == "Наша вода"
    for stranger in (person("member"), person("editor")):
        with pytest.raises(DomainError) as refusal:
            sub.write(draft, stranger, {"title": "Чужая вода"})
        assert refusal.value.code == "forbidden"
    assert again(draft).title == "Наша вода"


def test_a_snapshot_grows_into_the_full_case_with_all_its_answers():
    draft = sub.draft()
    grown = domain.grow_submission(submission=draft, actor=draft.author)
    assert (grown.depth, grown.state, grown.values) == ("full", "draft", draft.values)
    assert domain.grow_submission(submission=draft, actor=draft.author).depth == "full"
    assert Event.objects.filter(verb="practices.submission_grown").count() == 1


def test_a_case_with_the_editors_does_not_grow_under_their_hands():
    draft = sub.draft()
    domain.send_submission(submission=draft, actor=draft.author)
    with pytest.raises(DomainError) as refusal:
        domain.grow_submission(submission=draft, actor=draft.author)
    assert refusal.value.code == "no_such_move"


def test_taken_back_it_may_be_sent_anew_as_another_one():
    draft = sub.draft()
    domain.send_submission(submission=draft, actor=draft.author)
    domain.withdraw_submission(submission=draft, actor=draft.author)
    assert domain.withdraw_submission(submission=draft, actor=draft.author).state == SubmissionState.WITHDRAWN
    other = sub.draft(draft.author, values=draft.values)
    assert domain.send_submission(submission=other, actor=draft.author) == other


def test_erasing_the_account_takes_drafts_and_contacts_along():
    author = person()
    sub.draft(author)
    sent = sub.draft(author, values=sub.SNAPSHOT | {"topic": str(make.topic().pk), "title": "Другая вода в селе"})
    domain.send_submission(submission=sent, actor=author)
    domain.note_erased(user=author)
    assert list(Submission.objects.filter(author=author)) == [sent]
    assert again(sent).values["contact"] == ""


# --- What a hostile or broken device sends ---


def test_what_nobody_types_is_not_stored():
    draft = sub.draft(values={})
    domain.save_edits(submission=draft, edits=[Edit("title", "Суу\ud800\x00", 0, "k", "d")], actor=draft.author)
    assert again(draft).values["title"] == "Суу"


def test_one_key_for_two_fields_counts_once():
    draft = sub.draft(values={})
    edits = [Edit("title", "Суу", 0, "k", "d"), Edit("summary", "Башка", 0, "k", "d")]
    domain.save_edits(submission=draft, edits=edits, actor=draft.author)
    assert again(draft).values.get("summary") is None


def test_drafts_have_a_number(monkeypatch):
    monkeypatch.setattr(domain.drafts, "MOST_DRAFTS", 2)
    author, key = person(), uuid.uuid4()
    domain.start_submission(author=author, depth="snapshot", key=key)
    domain.start_submission(author=author, depth="snapshot")
    with pytest.raises(DomainError) as refusal:
        domain.start_submission(author=author, depth="snapshot")
    assert refusal.value.code == "too_many"
    assert domain.start_submission(author=author, depth="snapshot", key=key)  # the same button again


def test_history_has_an_end(monkeypatch):
    monkeypatch.setattr(domain.drafts, "MOST_KEPT", 3)
    sent = sub.sent()
    for number in range(5):
        edit = Edit("title", f"Кеч {number}", 0, f"k{number}", "d")
        domain.save_edits(submission=sent, edits=[edit], actor=sent.author)
    assert [before for _name, before, _conflict in kept(sent)] == ["Кеч 2", "Кеч 3", "Кеч 4"]


def test_a_topic_with_thousands_of_digits_is_no_topic():
    draft = sub.draft(values={"topic": "1" * 5000})
    assert Shape(draft).topics == []
