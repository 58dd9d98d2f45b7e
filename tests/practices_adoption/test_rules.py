"""Who sees the inside: the list and the predicate agree for everybody; after a merger too."""

import pytest
from django.utils import timezone

from tajryiba.people.domain import succeed_organisation
from tajryiba.practices.adoption import domain, queries
from tajryiba.practices.models import Adoption, AdoptionLetter
from tajryiba.reference.domain import merge_units, split_unit
from tests.factories import practices as make
from tests.factories.adoption import Team, adoptable, adoption, key
from tests.factories.people import EVERYBODY, make_organisation, membership, person

pytestmark = pytest.mark.django_db
STAFF = {"content_admin", "client_admin", "editor", "analyst", "coordinator", "superuser"}


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("is_hidden", [False, True])
def test_the_list_and_the_predicate_agree(role, is_hidden):
    row, user = adoption(is_hidden=is_hidden), person(role)
    inside = Adoption.objects.inside_for(user).filter(pk=row.pk).exists()
    assert inside is (role in STAFF)
    assert user.has_perm("practices.see_adoption", row) is inside
    assert user.has_perm("practices.work_on_adoption", row) is (role == "superuser")


def test_members_see_their_own():
    team = Team()
    row = adoption(team, is_hidden=True)
    colleague = person("manager", organisation=team.organisation)
    kenesh = person("member", organisation=make_organisation("Кеңеш", unit=team.unit))
    for user in (team.member, colleague, kenesh):
        assert list(Adoption.objects.inside_for(user)) == [row]
        assert user.has_perm("practices.work_on_adoption", row)


@pytest.mark.parametrize(
    "case", ["asked", "invited", "refused", "left", "other_unit", "school", "no_unit", "district", "inactive"]
)
def test_these_are_outsiders(case):
    team = Team()
    row = adoption(team)
    user = person(is_active=case != "inactive")
    organisations = {
        "other_unit": {"unit": make.unit("Башка")},
        "school": {"unit": team.unit, "category": "university"},
        "no_unit": {},
        "district": {"unit": make.unit("Район", kind="district")},
    }
    body = make_organisation(**organisations[case]) if case in organisations else team.organisation
    membership(user, body, state=case if case in ("asked", "invited", "refused", "left") else "active")
    assert not Adoption.objects.inside_for(user).exists()
    assert not user.has_perm("practices.see_adoption", row)


def test_after_a_merger_the_successor_has_everything():
    old, new = Team(), Team()
    row = adoption(old)
    assert not new.member.has_perm("practices.see_adoption", row)
    merge_units(units=[old.unit], successor=new.unit, on=timezone.localdate(), act="№ 1")
    assert new.member.has_perm("practices.work_on_adoption", row)
    assert old.member.has_perm("practices.work_on_adoption", row)
    assert list(Adoption.objects.inside_for(new.member)) == [row]
    assert set(queries.team(row)) == {old.member, new.member}
    domain.write_note(adoption=row, by=new.member, text="Биз улантабыз", key=key())


def test_after_a_split_each_part_has_it():
    old, east, west = Team(), Team(), Team()
    row = adoption(old)
    split_unit(unit=old.unit, successors=[east.unit, west.unit], on=timezone.localdate(), act="№ 2")
    for team in (east, west):
        assert team.member.has_perm("practices.work_on_adoption", row)
    assert old.member.has_perm("practices.work_on_adoption", row)
    assert queries.seats(old.member) == []  # until somebody decides to which part they belong


def test_a_body_that_was_taken_over_hands_its_adoptions_on():
    old, new = Team(), Team()
    row = adoption(old)
    succeed_organisation(
        predecessors=[old.organisation],
        successors=[new.organisation],
        on=timezone.localdate(),
        act="№ 3",
        by=person("client_admin"),
    )
    assert new.member.has_perm("practices.work_on_adoption", row)
    assert list(Adoption.objects.inside_for(new.member)) == [row]


@pytest.mark.parametrize("role", EVERYBODY)
def test_letters_agree_too(role):
    author, team = Team(), Team()
    row = adoption(team, adoptable(units=[author.unit]))
    letter = domain.write_letter(adoption=row, by=team.member, text="?", key=key())
    user = person(role)
    found = queries.letters_for(user).filter(pk=letter.pk).exists()
    assert found is (role in STAFF)
    assert user.has_perm("practices.read_letter", letter) is found
    for reader in (author.member, team.member):
        assert list(queries.letters_for(reader)) == [letter]
        assert reader.has_perm("practices.read_letter", letter)


def test_the_receiver_of_a_letter_does_not_see_the_workspace():
    author, team = Team(), Team()
    row = adoption(team, adoptable(units=[author.unit]))
    domain.write_letter(adoption=row, by=team.member, text="?", key=key())
    assert AdoptionLetter.objects.exists()
    assert not author.member.has_perm("practices.see_adoption", row)
