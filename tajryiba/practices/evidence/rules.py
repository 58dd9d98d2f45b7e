"""Who verifies practices, and who says whether one still runs."""

import rules

from tajryiba.people.rules import is_content_admin, is_person

from .queries import body_for, is_interested


@rules.predicate
def can_verify(user, practice) -> bool:
    """Content administrators, but not about what they or their own municipality did."""
    if not is_content_admin(user):
        return False
    return practice is None or not is_interested(user, practice)


rules.add_perm("practices.verify_practice", can_verify)


@rules.predicate
def can_answer_recheck(user, recheck) -> bool:
    """A member of a body of its origin; the content administrators enter what they were told in another way."""
    if recheck is None or not is_person(user):
        return False
    return is_content_admin(user) or body_for(user, recheck.practice) is not None


rules.add_perm("practices.answer_recheck", can_answer_recheck)
