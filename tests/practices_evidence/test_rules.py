"""Who verifies, who answers: the predicate for one question and SQL for lists agree for everybody."""

import pytest

from tajryiba.practices.evidence import domain
from tajryiba.practices.evidence.authors import bodies_of, people_of
from tajryiba.practices.models import Recheck
from tajryiba.reference.domain import merge_units
from tests.factories import practices as make
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
def test_members_answer_for_their_municipality_but_not_for_others_in_it(role, body, questions):
    of_municipality, of_business, _nobodys = questions
    assert agree(person(role, organisation=body), questions) == {of_municipality}
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
    assert agree(heir, questions) == {questions[0]}
    assert [body.unit for body in bodies_of(questions[0].practice)] == [successor]


def test_where_there_is_no_manager_the_members_are_asked(practice, body):
    member = person("member", organisation=body)
    assert people_of(practice) == [member]
    manager = person("manager", organisation=body)
    assert people_of(practice) == [manager]


def test_no_question_no_right(manager):
    assert not manager.has_perm("practices.answer_recheck", None)
    assert list(Recheck.objects.visible_to(None)) == []
