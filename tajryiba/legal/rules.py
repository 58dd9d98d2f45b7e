"""Who may do what with acts. Model permissions come with the role (migration 0002_roles)."""

import rules


def edits_acts(user) -> bool:
    return bool(user) and user.is_authenticated and user.is_active and user.has_perm("legal.change_act")


@rules.predicate
def is_act_editor(user) -> bool:
    return edits_acts(user)


@rules.predicate
def is_public_act(user, act) -> bool:
    return act is not None and act.is_public


rules.add_perm("legal.read_act", is_public_act | is_act_editor)
rules.add_perm("legal.keep_acts", is_act_editor)
