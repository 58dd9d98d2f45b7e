"""Who verifies, who answers: the predicate for one question and SQL for lists agree for everybody."""

from datetime import date

import pytest

from tajryiba.practices.evidence import domain
from tajryiba.practices.evidence.queries import body_for, people_to_ask
from tajryiba.practices.evidence.rules import can_verify
from tajryiba.practices.models import Recheck
from tajryiba.practices.submission.models import Submission
from tajryiba.reference.domain import merge_units
from tests.factories import practices as make
from tests.factories import submissions
from tests.factories.people import EVERYBODY, make_organisation, membership, person

pytestmark = pytest.mark.django_db

VERIFY = {"content_admin", "superuser"}


@pytest.fixture
def questions(practice, unit):
    """One of a municipality, one of an organisation in it, one that is nobody's."""
    named = make.published(units=[unit], organisation=make_organisation("Ишкана", category="business", unit=unit))
    return [domain.ask_recheck(practice=one) for one in (practice, named, make.published())]


def agree(user, questions) -> set[Recheck]:
    listed = set(Recheck.objects.visible_to(user))
    assert listed == {question for question in questions if user.has_perm("practices.answer_recheck", question)}
    return listed


@pytest.mark.parametrize("role", EVERYBODY)
def test_predicate_and_list_agree_for_strangers(role, questions):
    user = person(role)
    assert agree(user, questions) == (set(questions) if role in VERIFY else set())
    assert user.has_perm("practices.verify_practice") is (role in VERIFY)


@pytest.mark.parametrize("role", ["member", "manager"])
def test_members_answer_for_what_was_done_with_them(role, body, questions):
    of_municipality, of_business, _nobodys = questions
    assert agree(person(role, organisation=body), questions) == {of_municipality, of_business}
    owner = person(role, organisation=of_business.practice.organisation)
    assert agree(owner, questions) == {of_business}


@pytest.mark.parametrize("state", ["asked", "invited", "refused", "left"])
def test_who_is_not_a_member_now_answers_for_nothing(state, body, questions):
    user = person()
    membership(user, body, state=state)
    assert agree(user, questions) == set()


def test_a_closed_account_answers_for_nothing(manager, questions):
    manager.is_active = False
    manager.save()
    assert agree(manager, questions) == set()


def test_the_successor_of_a_merged_municipality_answers(unit, questions):
    successor = make.unit("Бириккен", parent=unit.oblast)
    heir = person("member", organisation=make_organisation(unit=successor))
    assert agree(heir, questions) == set()
    merge_units(units=[unit], successor=successor, on="2026-01-01", act="Указ")
    assert agree(heir, questions) == set(questions[:2])
    assert body_for(heir, questions[0].practice).unit == successor


def test_a_body_of_a_municipality_between_two_mergers_speaks_for_itself_only(unit, questions):
    between, last = (make.unit(name, parent=unit.oblast) for name in ("Ортодо", "Акыркы"))
    user = person("member", organisation=make_organisation(unit=between))
    merge_units(units=[unit], successor=between, on=date(2025, 1, 1), act="Указ")
    merge_units(units=[between], successor=last, on=date(2026, 1, 1), act="Указ")
    own = domain.ask_recheck(practice=make.published(units=[between]))
    assert agree(user, [*questions, own]) == {own}


def test_the_body_named_on_the_practice_speaks_first(practice, body, manager):
    assert body_for(manager, practice) == body
    firm = make_organisation(category="business")
    membership(manager, firm)
    practice.organisation = firm
    practice.save()
    assert body_for(manager, practice) == firm
    assert body_for(person(), practice) is None


def test_where_there_is_no_manager_the_members_are_asked(practice, body):
    member = person("member", organisation=body)
    assert people_to_ask(practice) == [member]
    manager = person("manager", organisation=body)
    assert people_to_ask(practice) == [manager]


def test_no_question_no_right(manager):
    assert not manager.has_perm("practices.answer_recheck", None)
    assert list(Recheck.objects.visible_to(None)) == []


def test_nobody_verifies_their_own(body, manager):
    practice, admin = make.published(organisation=body), person("content_admin")
    assert can_verify(admin, practice)
    membership(admin, body)
    assert not can_verify(admin, practice)
    sent_in = make.published()
    Submission.objects.filter(pk=submissions.draft(admin).pk).update(practice=sent_in)
    assert not can_verify(admin, sent_in)
    assert not can_verify(manager, make.published())
