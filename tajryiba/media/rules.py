"""Who may read a document. Everyone else is told that there is none."""

import rules
from wagtail.permissions import policy_registry

from . import workspace
from .models import PortalDocument


@rules.predicate
def is_public_document(user, document) -> bool:
    """Meant for everyone and not in a closed collection, or shown by its workspace.

    Does not look at the user, so that caches may keep it.
    """
    if document.in_workspace:
        return workspace.may_read(None, document)
    return document.is_public and not document.collection.get_view_restrictions().exists()


@rules.predicate
def works_with_document(user, document) -> bool:
    """Staff who may choose, edit or remove documents in the document's collection; of workspaces they know nothing."""
    if document.in_workspace:
        return False
    policy = policy_registry.get_by_type(PortalDocument)
    return bool(user.is_active) and policy.user_has_any_permission_for_instance(
        user, ["choose", "change", "delete"], document
    )


@rules.predicate
def reads_in_workspace(user, document) -> bool:
    return document.in_workspace and workspace.may_read(user, document)


can_read_document = is_public_document | works_with_document | reads_in_workspace

rules.add_perm("media.read_document", can_read_document)
