"""Who sees which admin page; nobody deletes a person or an organisation there."""

from wagtail.permission_policies import ModelPermissionPolicy


class KeepRowsPolicy(ModelPermissionPolicy):
    """Rows are never deleted: accounts are erased, organisations end, memberships are left."""

    denied = frozenset({"delete"})

    def user_has_permission(self, user, action):
        return action not in self.denied and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions):
        return super().users_with_any_permission(set(actions) - self.denied)


class PersonPolicy(KeepRowsPolicy):
    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action) and user.has_perm("people.edit_person", instance)


class AddOnlyPolicy(KeepRowsPolicy):
    """Versions of a consent: a changed text is a new version."""

    denied = frozenset({"delete", "change"})
