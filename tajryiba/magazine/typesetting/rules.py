"""Who may take a printed file."""

import rules

from tajryiba.people.rules import is_content_admin, is_editor

from ..enums import PrintState

edits = is_editor | is_content_admin


@rules.predicate
def can_read_print(user, row) -> bool:
    """A ready file of live words is everybody's, a proof is the staff's. Agrees with `PrintQuerySet.public`."""
    if row is None or row.state != PrintState.READY:
        return False
    if not row.is_proof and row.page.live:
        return True
    return user is not None and user.is_authenticated and edits(user)


rules.add_perm("magazine.read_print", can_read_print)
rules.add_perm("magazine.make_proof", edits)
