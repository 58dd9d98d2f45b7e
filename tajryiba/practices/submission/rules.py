"""Who may do what with submissions. Agrees with `SubmissionQuerySet.visible_to` (a test compares them)."""

import rules

from tajryiba.people.enums import MemberState
from tajryiba.people.models import Membership
from tajryiba.people.queries import lineage
from tajryiba.people.rules import is_person


def reach(user) -> set[int]:
    """Organisations for which this person speaks: where they are a member now, and all that these took over."""
    memberships = Membership.objects.filter(user_id=user.pk, state=MemberState.ACTIVE).select_related("organisation")
    return {pk for membership in memberships for pk in lineage(membership.organisation)}


@rules.predicate
def can_review(user) -> bool:
    """Those who edit practices; publishing at once takes the permission to publish besides."""
    return user is not None and user.is_authenticated and user.has_perm("practices.change_practice")


@rules.predicate
def can_write(user, submission) -> bool:
    """The author; and what is written on behalf of an organisation, its members alone: who left writes no more."""
    if submission is None or not is_person(user):
        return False
    if submission.organisation_id is None:
        return submission.author_id == user.pk
    return submission.organisation_id in reach(user)


@rules.predicate
def was_sent(_user, submission) -> bool:
    """A draft is its writers' own until they have sent it once."""
    return submission is not None and submission.sent_at is not None


@rules.predicate
def reviews(user, _submission) -> bool:
    return can_review(user)


can_read_submission = can_write | (reviews & was_sent)

rules.add_perm("practices.start_submission", is_person)
rules.add_perm("practices.write_submission", can_write)
rules.add_perm("practices.read_submission", can_read_submission)
rules.add_perm("practices.review_submission", reviews & was_sent)
rules.add_perm("practices.review_submissions", can_review)
