"""Who may do what in the library. Staff's model permissions come with their role (migration 0002_roles)."""

import rules


def _works_with(user, permission: str) -> bool:
    return user is not None and user.is_authenticated and user.has_perm(permission)


@rules.predicate
def can_read_material(user, material) -> bool:
    """A public material is everybody's; a draft is for those who edit. Agrees with `MaterialQuerySet.visible_to`."""
    return material is not None and (material.is_public or _works_with(user, "library.change_material"))


@rules.predicate
def can_read_collection(user, collection) -> bool:
    """Agrees with `CollectionQuerySet.visible_to`."""
    return collection is not None and (collection.is_public or _works_with(user, "library.change_collection"))


rules.add_perm("library.read_material", can_read_material)
rules.add_perm("library.read_collection", can_read_collection)
