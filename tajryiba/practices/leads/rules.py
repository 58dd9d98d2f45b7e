"""Leads are the staff's own: those who edit practices."""

import rules


@rules.predicate
def can_keep_leads(user) -> bool:
    return user is not None and user.is_authenticated and user.has_perm("practices.change_practice")


rules.add_perm("practices.keep_leads", can_keep_leads)
