"""The verbs of adoption: beginning, stages, daily work, what is shown, letters."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.discuss.domain import addressees
from tajryiba.inbox.models import Case
from tajryiba.media.rules import is_public_document
from tajryiba.notify.domain import follow
from tajryiba.notify.models import Notice
from tajryiba.people.domain import erase_my_data, export_my_data, succeed_organisation
from tajryiba.practices.adoption import domain, queries
from tajryiba.practices.adoption.enums import FINISHED, LINE, MOVES, ConditionKind, Stage
from tajryiba.practices.models import (
    Adoption,
    AdoptionCondition,
    AdoptionDocument,
    AdoptionReport,
    AdoptionStep,
)
from tajryiba.reference.domain import merge_units
from tests.factories import discuss, media
from tests.factories import practices as make
from tests.factories.adoption import Team, adoptable, adoption, at_stage, key
from tests.factories.people import make_organisation, membership, person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def refused(code: str, verb, **facts) -> None:
    with pytest.raises(DomainError) as refusal:
        verb(**facts)
    assert refusal.value.code == code


# --- Beginning ---


def test_adopting_copies_what_the_practice_stands_on():
    row = adoption()
    assert (row.stage, row.is_hidden, row.public_parts, row.lang) == ("studying", False, [], "ru")
    assert [(step.name_ky, step.name_ru, step.order) for step in row.steps.all()] == [
        ("Жыйын өткөрүлдү", "Провели сход", 0),
        ("Түтүк тартылды", "Проложили трубу", 1),
    ]
    result = row.results.get()
    assert (result.name_ru, result.unit_ky, result.origin_before, result.origin_after) == ("Дворы с водой", "%", 61, 94)
    assert (result.before, result.after) == (None, None)
    assert [line.kind for line in row.budget.all()] == ["local_budget", "donor"]
    assert [move.after for move in row.moves.all()] == ["studying"]
    event = Event.objects.get(verb="practices.adopted")
    assert (event.organisation_id, event.unit_id, event.data["practice"]) == (
        row.organisation_id,
        row.unit_id,
        row.practice_id,
    )


def test_conditions_are_written_in_each_language_and_unknown_ones_are_left_out():
    row = adoption(practice=adoptable(duration_months=8))
    conditions = {line.kind: line for line in row.conditions.all()}
    assert list(conditions) == ["money", "sources", "people", "time", "law"]
    assert "850\u00a0000" in conditions[ConditionKind.MONEY].name_ru
    assert conditions[ConditionKind.PEOPLE].name_ky == "тургундар"
    assert conditions[ConditionKind.TIME].name_en == "It took 8 months."


def test_money_that_is_not_known_is_asked_about():
    row = adoption(practice=adoptable(cost_som=None))
    assert row.conditions.get(kind="money").name_en == "It is not known what it cost: ask the authors."


def test_sections_become_conditions_only_in_the_languages_in_which_they_are_written():
    practice = make.practice(units=[make.unit()])
    make.publish_text(text=make.text(practice, "ru", failed="<p>Насос сломался</p><p>зимой</p>"))
    practice.refresh_from_db()
    line = adoption(practice=practice).conditions.get(kind="risk")
    assert (line.name_ky, line.name_ru, line.name_en) == ("", "Насос сломался зимой", "")


def test_a_second_click_finds_the_same_adoption():
    team, practice = Team(), adoptable()
    first = adoption(team, practice)
    assert adoption(team, practice) == first
    assert Adoption.objects.count() == 1
    assert first.steps.count() == 2
    assert Event.objects.filter(verb="practices.adopted").count() == 1


def test_the_database_refuses_a_second_row():
    row = adoption()
    with pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.create(practice=row.practice, unit=row.unit, organisation=row.organisation)


@pytest.mark.parametrize("role", ["reader", "content_admin", "coordinator", "superuser"])
def test_only_a_member_of_a_body_of_the_municipality_begins(role):
    team = Team()
    facts = {"practice": adoptable(), "organisation": team.organisation, "unit": team.unit}
    refused("not_a_member", domain.adopt, **facts, by=person(role))


def test_members_of_other_organisations_and_those_who_only_asked_do_not_begin():
    team = Team()
    school = make_organisation(unit=team.unit, category="university")
    waiting = person()
    membership(waiting, team.organisation, state="asked")
    practice = adoptable()
    for member, organisation in ((person("member", organisation=school), school), (waiting, team.organisation)):
        refused("not_a_member", domain.adopt, practice=practice, organisation=organisation, unit=team.unit, by=member)


def test_not_for_another_municipality_and_not_ones_own_practice():
    team, practice = Team(), adoptable()
    facts = {"practice": practice, "organisation": team.organisation, "by": team.member}
    refused("not_a_member", domain.adopt, **facts, unit=make.unit("Башка"))
    facts["practice"] = make.published(("ru",), units=[team.unit])
    refused("own_practice", domain.adopt, **facts, unit=team.unit)
    facts["practice"] = make.practice()
    refused("not_public", domain.adopt, **facts, unit=team.unit)


def test_the_origin_hears_of_it_but_not_of_a_hidden_one():
    author = Team()
    practice = adoptable(units=[author.unit])
    adoption(practice=practice, is_hidden=True)
    assert not Notice.objects.exists()
    adoption(practice=practice)
    notice = Notice.objects.get()
    assert (notice.user, notice.kind) == (author.member, "practices.adoption_begun")


def test_a_member_of_a_merged_municipality_begins_for_the_new_one_once_its_body_took_them_over():
    old, new, practice = Team(), Team(), adoptable()
    hidden = adoption(new, practice, is_hidden=True)
    merge_units(units=[old.unit], successor=new.unit, on=TODAY(), act="№ 1")
    facts = {"practice": adoptable(), "by": old.member}
    assert queries.seats(old.member) == []
    refused("not_a_member", domain.adopt, organisation=old.organisation, unit=new.unit, **facts)
    assert not old.member.has_perm("practices.see_adoption", hidden)
    bodies = {"predecessors": [old.organisation], "successors": [new.organisation]}
    succeed_organisation(**bodies, on=TODAY(), act="№ 1", by=person("superuser"))
    row = domain.adopt(organisation=new.organisation, unit=new.unit, **facts)
    assert row.unit == new.unit
    assert old.member.has_perm("practices.work_on_adoption", row)


def test_a_superuser_does_not_speak_for_a_municipality():
    row, boss = at_stage(Stage.ADAPTING), person("superuser")
    refused("not_a_member", domain.describe, adoption=row, by=boss, goal="x")
    refused("not_a_member", domain.write_letter, adoption=row, by=boss, text="x", key=key())
    refused("not_possible", domain.move, adoption=row, to=Stage.DECIDED, by=boss, number="1")


def test_a_superuser_who_is_a_member_does_not_confirm_their_own():
    team = Team()
    boss = person("superuser")
    membership(boss, team.organisation)
    refused("not_possible", domain.move, adoption=at_stage(Stage.DONE, team), to="confirmed", by=boss, reason="да")


def test_going_back_does_not_hide_what_the_kenesh_decided():
    team = Team()
    row = domain.move(adoption=at_stage(Stage.DECIDED, team), to=Stage.ADAPTING, by=team.member)
    refused("cannot_be_hidden", domain.choose_public, adoption=row, by=team.member, parts=[], is_hidden=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.filter(pk=row.pk).update(is_hidden=True)


def test_letters_have_a_pace():
    team = Team()
    row = adoption(team)
    for number in range(20):
        domain.write_letter(adoption=row, by=team.member, text=str(number), key=key())
    refused("too_many", domain.write_letter, adoption=row, by=team.member, text="ещё", key=key())


@pytest.mark.parametrize("role", ["client_admin", "editor", "analyst"])
def test_staff_who_do_not_accompany_read_letters_and_write_none(role):
    team = Team()
    letter = domain.write_letter(adoption=adoption(team), by=team.member, text="Сколько?", key=key())
    reader = person(role)
    assert reader.has_perm("practices.read_letter", letter)
    refused("not_a_member", domain.reply_letter, letter=letter, by=reader, text="x", key=key())


# --- Stages ---


def test_the_whole_way_to_done():
    team = Team()
    row = at_stage(Stage.DONE, team)
    assert (row.stage, row.decision_number, row.done_on) == ("done", "5/2", TODAY())
    assert [move.after for move in row.moves.all()] == ["studying", "adapting", "decided", "doing", "done"]
    case = Case.objects.get(kind="practices.adoption_done")
    assert (case.organisation_id, case.unit_id) == (row.organisation_id, row.unit_id)


@pytest.mark.parametrize("to", list(Stage))
@pytest.mark.parametrize("stage", [*LINE[:5]])
def test_a_member_moves_only_as_the_table_says(stage, to):
    team = Team()
    row = at_stage(stage, team)
    allowed = MOVES[stage].get(to) == "member"
    assert domain.may_move(row, to, team.member) is allowed
    if not allowed and to != stage:
        refused("not_possible", domain.move, adoption=row, to=to, by=team.member, reason="x", number="1")


@pytest.mark.parametrize("role", ["reader", "editor", "analyst", "content_admin", "coordinator", "superuser"])
def test_staff_only_confirm(role):
    """A superuser confirms as the staff do, and is no member for all that."""
    row, other = at_stage(Stage.DONE), person(role)
    can = role in ("content_admin", "coordinator", "superuser")
    assert domain.may_move(row, Stage.CONFIRMED, other) is can
    assert domain.may_move(row, Stage.DOING, other) is False


def test_confirming_wants_evidence_and_tells_the_members():
    team = Team()
    row, admin = at_stage(Stage.DONE, team), person("content_admin")
    refused("not_possible", domain.move, adoption=row, to="confirmed", by=team.member, reason="сами видели")
    refused("no_evidence", domain.move, adoption=row, to="confirmed", by=admin)
    row = domain.move(adoption=row, to="confirmed", by=admin, reason="Акт № 3, фото")
    assert (row.confirmed_by, row.confirmed_on, row.confirmed_by_what) == (admin, TODAY(), "Акт № 3, фото")
    assert Notice.objects.get(kind="practices.adoption_confirmed").user == team.member
    row = domain.move(adoption=row, to="done", by=admin)
    assert (row.confirmed_by, row.confirmed_by_what, row.done_on) == (None, "", TODAY())


def test_nobody_confirms_their_own_municipality():
    team = Team()
    membership(admin := person("content_admin"), team.organisation)
    assert not domain.may_move(at_stage(Stage.DONE, team), Stage.CONFIRMED, admin)


def test_a_decision_needs_number_and_a_date_that_has_come():
    team = Team()
    row = at_stage(Stage.ADAPTING, team)
    refused("no_decision", domain.move, adoption=row, to="decided", by=team.member, on=TODAY(), number=" ")
    tomorrow = TODAY() + timedelta(days=1)
    refused("wrong_date", domain.move, adoption=row, to="decided", by=team.member, on=tomorrow, number="5")


def test_done_needs_story_failures_figures_and_a_sound_date():
    team = Team()
    row = at_stage(Stage.DOING, team)
    facts = {"to": "done", "by": team.member}
    refused("wrong_date", domain.move, adoption=row, on=row.started_on - timedelta(days=1), **facts)
    row.results.update(after=None)
    refused("no_results", domain.move, adoption=row, **facts)
    domain.describe(adoption=row, by=team.member, failed=" ")
    refused("no_story", domain.move, adoption=row, **facts)


def test_stopping_wants_a_reason_and_leads_back_to_where_it_was():
    team = Team()
    row = at_stage(Stage.DOING, team)
    refused("no_reason", domain.move, adoption=row, to="stopped", by=team.member, reason="  ")
    row = domain.move(adoption=row, to="stopped", by=team.member, reason="Нет денег")
    assert (row.stage, row.stopped_at, row.stop_reason, row.level) == ("stopped", "doing", "Нет денег", 4)
    assert [to for to in Stage if domain.may_move(row, to, team.member)] == ["doing"]
    assert domain.move(adoption=row, to="doing", by=team.member).stage == "doing"


def test_a_confirmed_one_that_was_stopped_comes_back_unconfirmed():
    team = Team()
    row = domain.move(adoption=at_stage(Stage.DONE, team), to="confirmed", by=person("content_admin"), reason="Акт")
    row = domain.move(adoption=row, to="stopped", by=team.member, reason="Закрыли")
    assert [to for to in Stage if domain.may_move(row, to, team.member)] == ["done"]


def test_the_same_stage_again_changes_nothing():
    team = Team()
    row = at_stage(Stage.ADAPTING, team)
    domain.move(adoption=row, to="adapting", by=team.member)
    assert row.moves.count() == 2


def test_done_twice_opens_one_case():
    team = Team()
    row = at_stage(Stage.DONE, team)
    domain.move(adoption=row, to="doing", by=team.member)
    domain.move(adoption=row, to="done", by=team.member)
    assert Case.objects.filter(kind="practices.adoption_done").count() == 1


# --- Daily work ---


def test_rows_are_changed_added_and_removed():
    team = Team()
    row = adoption(team)
    first, second = row.steps.all()
    first.due = TODAY()
    domain.save_rows(
        adoption=row, by=team.member, model=AdoptionStep, saved=[first, AdoptionStep(own="Свой шаг")], removed=[second]
    )
    assert [(step.words(), step.due, step.order) for step in row.steps.all()] == [
        ("Жыйын өткөрүлдү", TODAY(), 0),
        ("Свой шаг", None, 2),
    ]


def test_rows_of_another_adoption_are_out_of_reach():
    team = Team()
    row, other = adoption(team), adoption()
    foreign = other.conditions.first()
    for facts in ({"saved": [foreign]}, {"saved": [], "removed": [foreign]}):
        refused("gone", domain.save_rows, adoption=row, by=team.member, model=AdoptionCondition, **facts)
    assert other.conditions.filter(pk=foreign.pk).exists()


def test_a_table_has_an_end():
    team = Team()
    row = adoption(team)
    rows = [AdoptionStep(own=f"{number}") for number in range(99)]
    refused("too_many", domain.save_rows, adoption=row, by=team.member, model=AdoptionStep, saved=rows)


@pytest.mark.parametrize("verb", ["describe", "write_note", "write_report", "save_rows", "choose_public"])
def test_outsiders_and_staff_change_nothing(verb):
    row = adoption()
    facts = {
        "describe": {"goal": "x"},
        "write_note": {"text": "x", "key": key()},
        "write_report": {"text": "x", "on": TODAY(), "key": key()},
        "save_rows": {"model": AdoptionStep, "saved": []},
        "choose_public": {"parts": [], "is_hidden": False},
    }[verb]
    for role in ("reader", "member", "content_admin", "coordinator"):
        refused("not_a_member", getattr(domain, verb), adoption=row, by=person(role), **facts)


def test_a_report_with_photos_is_kept_once():
    team = Team()
    row, sent = adoption(team), key()
    facts = {"adoption": row, "by": team.member, "text": "Начали", "on": TODAY(), "key": sent}
    photo = (media.upload("a.jpg", media.picture()), {"ky": "Түтүк", "ru": ""})
    report = domain.write_report(**facts, photos=[photo])
    assert domain.write_report(**facts, photos=[photo]) == report
    image = report.photos.get().image
    assert (image.alt_ky, image.alt_ru, image.is_ready) == ("Түтүк", "", False)


def test_a_report_with_a_broken_photo_is_not_kept():
    team = Team()
    row = adoption(team)
    photos = [(media.upload("a.jpg", b"no picture"), {"ky": "x"})]
    facts = {"adoption": row, "by": team.member, "text": "Начали", "on": TODAY(), "key": key()}
    refused("not_an_image", domain.write_report, **facts, photos=photos)
    refused("too_many", domain.write_report, **facts, photos=photos * 7)
    assert not AdoptionReport.objects.exists()


def test_a_document_is_private_until_it_is_shown():
    team = Team()
    row, sent = adoption(team), key()
    file = media.upload("Чечим.pdf", media.pdf())
    paper = domain.add_paper(adoption=row, by=team.member, file=file, title="Чечим", key=sent)
    assert domain.add_paper(adoption=row, by=team.member, file=file, title="Чечим", key=sent) == paper
    assert AdoptionDocument.objects.count() == 1
    assert (paper.document.in_workspace, is_public_document(None, paper.document)) == (True, False)
    domain.show_paper(paper=paper, by=team.member, shown=True)
    assert is_public_document(None, paper.document)
    domain.choose_public(adoption=row, by=team.member, parts=[], is_hidden=True)
    paper.refresh_from_db()
    assert (paper.is_shown, is_public_document(None, paper.document)) == (False, False)
    refused("hidden", domain.show_paper, paper=paper, by=team.member, shown=True)


# --- What is shown ---


def test_the_municipality_chooses_what_is_shown():
    team = Team()
    row = domain.choose_public(
        adoption=adoption(team), by=team.member, parts=["story", "results", "nonsense"], is_hidden=False
    )
    assert row.public_parts == ["results", "story"]
    assert row.shows("story")
    assert not row.shows("budget")


def test_what_the_kenesh_decided_cannot_be_hidden():
    team = Team()
    row = domain.choose_public(adoption=at_stage(Stage.ADAPTING, team), by=team.member, parts=[], is_hidden=True)
    assert row.is_hidden
    row = domain.move(adoption=row, to="decided", by=team.member, number="7", on=TODAY())
    assert not row.is_hidden
    refused("cannot_be_hidden", domain.choose_public, adoption=row, by=team.member, parts=[], is_hidden=True)
    row = domain.move(adoption=row, to="stopped", by=team.member, reason="Нет денег")
    refused("cannot_be_hidden", domain.choose_public, adoption=row, by=team.member, parts=[], is_hidden=True)


def test_a_story_becomes_a_practice_of_its_own():
    team = Team()
    row = at_stage(Stage.DONE, team)
    row.steps.filter(order=0).update(done_on=TODAY())
    row.budget.update(spent_som=100)
    row.conditions.filter(kind="money").update(change="Дешевле")
    practice = domain.make_own_practice(adoption=row, by=team.member)
    assert domain.make_own_practice(adoption=row, by=team.member) == practice
    row.refresh_from_db()
    assert row.own_practice == practice
    assert not practice.is_public
    assert list(practice.units.all()) == [team.unit]
    assert (practice.cost_som, practice.organisation, practice.original_language) == (200, team.organisation, "ru")
    assert [step.name_ky for step in practice.steps.all()] == ["Жыйын өткөрүлдү"]
    assert [(line.before, line.after) for line in practice.results.all()] == [(50, 90)]
    text = practice.texts.get().get_latest_revision_as_object()
    assert (text.lang, text.solution, text.failed) == ("ru", "<p>Труба проложена.</p>", "<p>Насос сломался.</p>")
    assert text.lessons == "<ul><li>Дешевле</li></ul>"
    assert Case.objects.filter(kind="practices.adoption_story").count() == 1


def test_no_practice_before_it_is_done():
    team = Team()
    refused("not_done", domain.make_own_practice, adoption=at_stage(Stage.DOING, team), by=team.member)


# --- Letters ---


def test_a_question_goes_to_the_origin_and_the_reply_comes_back():
    author, team = Team(), Team()
    row = adoption(team, adoptable(units=[author.unit]))
    sent = key()
    letter = domain.write_letter(adoption=row, by=team.member, text="Сколько стоил насос?", key=sent)
    assert domain.write_letter(adoption=row, by=team.member, text="Сколько стоил насос?", key=sent) == letter
    assert Notice.objects.get(kind="practices.adoption_letter").user == author.member
    assert not Case.objects.exists()
    domain.reply_letter(letter=letter, by=author.member, text="120 тысяч", key=key())
    assert Notice.objects.get(kind="practices.adoption_reply").user == team.member
    refused("not_a_member", domain.reply_letter, letter=letter, by=person("member"), text="x", key=key())


def test_a_question_to_nobody_waits_for_the_staff():
    team = Team()
    domain.write_letter(adoption=adoption(team), by=team.member, text="?", key=key())
    assert Case.objects.get().kind == "practices.adoption_letter"


def test_a_question_to_an_earlier_adopter_but_not_to_a_hidden_one():
    practice, team, first, hidden = adoptable(), Team(), Team(), Team()
    shown = adoption(first, practice)
    secret = adoption(hidden, practice, is_hidden=True)
    row = adoption(team, practice)
    letter = domain.write_letter(adoption=row, by=team.member, text="?", key=key(), to=shown)
    assert first.member.has_perm("practices.read_letter", letter)
    assert not hidden.member.has_perm("practices.read_letter", letter)
    facts = {"adoption": row, "by": team.member, "text": "?", "key": key()}
    refused("no_such_adopter", domain.write_letter, **facts, to=secret)


def test_followers_hear_when_it_is_done():
    practice, reader = adoptable(), person()
    follow(reader, practice)
    row = at_stage(Stage.DONE, practice=practice)
    assert row.stage in FINISHED
    assert Notice.objects.get(user=reader).kind == "practices.adoption_done"


# --- What other apps ask ---


def test_a_public_question_also_goes_to_those_who_repeat_it():
    practice, shown, hidden = adoptable(), Team(), Team()
    adoption(shown, practice)
    adoption(hidden, practice, is_hidden=True)
    post = discuss.question(practice, public=True)
    assert shown.member in addressees(post)
    assert hidden.member not in addressees(post)


def test_my_data_hold_what_i_wrote_and_erasing_frees_my_steps():
    team = Team()
    row = adoption(team)
    domain.write_note(adoption=row, by=team.member, text="Менин сөзүм", key=key())
    row.steps.update(owner=team.member)
    data = export_my_data(team.member)
    assert [note["text"] for note in data["adoption_notes"]] == ["Менин сөзүм"]
    assert len(data["adoption_steps"]) == 2
    erase_my_data(user=team.member)
    assert not row.steps.filter(owner__isnull=False).exists()
    assert row.notes.get().author.erased_at


def test_sections_lose_their_markup_but_no_sense():
    practice = make.practice(units=[make.unit()])
    make.publish_text(
        text=make.text(practice, "ru", sustainability="<ul><li>воды&nbsp;много</li><li>А &amp; Б</li></ul>")
    )
    practice.refresh_from_db()
    assert adoption(practice=practice).conditions.get(kind="upkeep").name_ru == "воды много А & Б"
