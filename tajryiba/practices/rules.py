"""Who may do what with practices. Staff's model permissions come with their role (migration 0002_roles)."""

import rules

from .evidence import rules as evidence_rules  # noqa: F401  (django-rules looks for permissions here)


@rules.predicate
def can_read_practice(user, practice) -> bool:
    """A public practice is everybody's; a draft is for those who edit. Agrees with `PracticeQuerySet.visible_to`."""
    if practice is None:
        return False
    return practice.is_public or (
        user is not None and user.is_authenticated and user.has_perm("practices.change_practice")
    )


rules.add_perm("practices.read_practice", can_read_practice)
