"""Who may change the registers: the content administrators, by the permissions that migration 0002 gives them."""

import rules


@rules.predicate
def can_keep_register(user, unit=None) -> bool:
    """Make, rename, merge, split and move units, enter a population."""
    return user.is_active and user.has_perm("reference.change_unit")


rules.add_perm("reference.keep_register", can_keep_register)
