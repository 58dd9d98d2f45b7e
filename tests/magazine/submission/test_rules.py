"""Who reads which article from a reader: the predicate for one and SQL for lists agree for every role."""

import pytest

from tajryiba.magazine.models import Submission
from tajryiba.magazine.rules import can_see_submission
from tests.factories import article_submissions as make
from tests.factories.people import EVERYBODY, person

pytestmark = pytest.mark.django_db
EDITORS = ("editor", "content_admin", "superuser")


@pytest.mark.parametrize("role", EVERYBODY)
def test_predicate_and_list_agree(role):
    user = person(role)
    foreign, sent = make.draft(), make.sent()
    taken_back = make.sent()
    Submission.objects.filter(pk=taken_back.pk).update(state="withdrawn")
    taken_back.refresh_from_db()
    own = [] if role == "guest" else [make.draft(user)]
    everything = [foreign, sent, taken_back, *own]
    listed = set(Submission.objects.visible_to(user))
    assert listed == {one for one in everything if can_see_submission(user, one)}
    assert listed == {*own, *([sent] if role in EDITORS else [])}


@pytest.mark.parametrize("role", EVERYBODY)
def test_only_editors_decide_and_not_about_drafts_or_their_own(role):
    user = person(role)
    may = user.has_perm("magazine.decide_submission", make.sent())
    assert (may, user.has_perm("magazine.decide_submissions")) == (role in EDITORS, role in EDITORS)
    if role in ("editor", "content_admin"):
        assert not user.has_perm("magazine.decide_submission", make.draft())
        assert not user.has_perm("magazine.decide_submission", make.sent(user))


def test_nobody_and_nothing_have_an_answer():
    assert list(Submission.objects.visible_to(None)) == []
    assert can_see_submission(person(), None) is False
