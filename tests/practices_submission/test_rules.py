"""Who reads which submission: the predicate for one and SQL for lists agree for every role."""

import pytest

from tajryiba.people.models import OrganisationSuccession
from tajryiba.practices.submission import domain
from tajryiba.practices.submission.models import Submission
from tajryiba.practices.submission.rules import can_read_submission, can_review, can_write
from tests.factories import submissions as sub
from tests.factories.people import EVERYBODY, make_organisation, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", EVERYBODY)
def test_predicate_and_list_agree(role):
    organisation = make_organisation()
    user = person(role, organisation=organisation) if role in ("member", "manager") else person(role)
    foreign_draft, sent = sub.draft(), sub.draft()
    domain.send_submission(submission=sent, actor=sent.author)
    ours = sub.draft(person("member", organisation=organisation), organisation=organisation)
    everything = [foreign_draft, Submission.objects.get(pk=sent.pk), ours]
    listed = set(Submission.objects.visible_to(user))
    assert listed == {one for one in everything if can_read_submission(user, one)}
    assert (sent in listed) is (role in ("superuser", "content_admin", "editor"))
    assert (ours in listed) is (role in ("member", "manager"))
    assert foreign_draft not in listed


def test_nobody_and_nothing_have_an_answer():
    assert can_write(person(), None) is False
    assert can_review(None) is False
    assert list(Submission.objects.written_by(None)) == []


def test_whoever_left_reads_no_more():
    organisation = make_organisation()
    colleague = person("member", organisation=organisation)
    draft = sub.draft(person("member", organisation=organisation), organisation=organisation)
    assert can_write(colleague, draft)
    colleague.memberships.update(state="left")
    assert not can_write(colleague, draft)


def test_a_merged_organisations_drafts_are_its_successors():
    old, new = make_organisation(), make_organisation()
    draft = sub.draft(person("member", organisation=old), organisation=old)
    heir = person("member", organisation=new)
    assert not can_write(heir, draft)
    OrganisationSuccession.objects.create(predecessor=old, successor=new, since="2026-01-01")
    assert can_write(heir, draft)
    assert list(Submission.objects.written_by(heir)) == [draft]


def test_an_author_who_left_writes_no_more_in_the_name_of_the_organisation():
    organisation = make_organisation()
    author = person("member", organisation=organisation)
    draft = sub.draft(author, organisation=organisation)
    author.memberships.update(state="left")
    assert not can_write(author, draft)
    assert draft not in Submission.objects.visible_to(author)
