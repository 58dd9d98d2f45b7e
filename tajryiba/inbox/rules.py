"""Who may do what with cases. Model permissions come with the role (migration 0002_roles)."""

import rules

from tajryiba.people.rules import is_person


@rules.predicate
def handles_cases(user) -> bool:
    return user.is_authenticated and user.is_active and user.has_perm("inbox.change_case")


@rules.predicate
def is_client_of(user, case) -> bool:
    return case is not None and case.client_id is not None and user.pk == case.client_id


rules.add_perm("inbox.see_case", is_person & handles_cases)
rules.add_perm("inbox.handle_case", is_person & handles_cases & ~is_client_of)
