"""Who may do what with cases. Model permissions come with the role (migration 0002_roles)."""

import rules


def _active(user) -> bool:
    return user.is_authenticated and user.is_active


@rules.predicate
def handles_cases(user) -> bool:
    return _active(user) and user.has_perm("inbox.change_case")


@rules.predicate
def reads_cases(user) -> bool:
    return _active(user) and user.has_perm("inbox.view_case")


@rules.predicate
def is_client(user, case) -> bool:
    return case is not None and user.is_authenticated and case.client_id == user.pk


rules.add_perm("inbox.see_case", handles_cases | reads_cases)
rules.add_perm("inbox.handle_case", handles_cases & ~is_client)
