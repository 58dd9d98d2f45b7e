"""Who may do what in the magazine. Staff's permissions on pages and models come by migration 0003_roles."""

import rules

from tajryiba.people.rules import is_content_admin, is_editor, is_person

from .enums import BEING_WRITTEN, SubmissionState
from .typesetting import rules as typesetting_rules  # noqa: F401  (django-rules looks for permissions here)


@rules.predicate
def can_read_page(user, page) -> bool:
    """A live page is everybody's; a draft is for those who edit such pages. Agrees with `visible_to` of its facts."""
    if page is None:
        return False
    return page.live or (user is not None and user.is_authenticated and user.has_perm("magazine.change_article"))


@rules.predicate
def is_own(user, submission) -> bool:
    """Nobody writes in another's name, a superuser neither: verbs ask this predicate, not the permission."""
    return submission is not None and user.is_authenticated and submission.author_id == user.pk


@rules.predicate
def is_open_to_author(user, submission) -> bool:
    return submission is not None and submission.state in BEING_WRITTEN


@rules.predicate
def was_sent(user, submission) -> bool:
    """A draft is its author's own until it was sent once, and again when it is taken back."""
    if submission is None or submission.state == SubmissionState.WITHDRAWN:
        return False
    return submission.sent_at is not None


edits = is_editor | is_content_admin
can_see_submission = is_own | (edits & was_sent)

rules.add_perm("magazine.read_page", can_read_page)
rules.add_perm("magazine.assemble", edits)
rules.add_perm("magazine.publish_issue", is_content_admin)
rules.add_perm("magazine.send_digest", is_content_admin)
rules.add_perm("magazine.work_intake", edits)
rules.add_perm("magazine.import_archive", is_content_admin)
rules.add_perm("magazine.submit_article", is_person)
rules.add_perm("magazine.see_submission", can_see_submission)
rules.add_perm("magazine.edit_submission", is_own & is_open_to_author)
rules.add_perm("magazine.decide_submissions", edits)
rules.add_perm("magazine.decide_submission", edits & was_sent & ~is_own)
