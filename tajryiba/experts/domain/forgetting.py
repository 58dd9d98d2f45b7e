"""Blanking a profile: its row stays for what points to it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError
from tajryiba.media.models import PortalImage
from tajryiba.notify import domain as notify
from tajryiba.people.models import User
from tajryiba.search import domain as search

from ..enums import InvitationState, State
from ..models import Comment, CommentRequest, Expert
from ._shared import locked, note, require
from .invitations import change_state
from .profiles import MODERATED, set_sort_keys


@transaction.atomic
def forget_expert(*, expert: Expert, by: User) -> Expert:
    """Somebody without an account takes the consent back: the staff blank the profile, letters to them go.

    Published comments stay without the name. Side effects: an event. Raises DomainError without permission, and for
    somebody with an account, who erases it themselves.
    """
    require(by, "experts.invite", None)
    expert = locked(expert)
    if expert.user_id is not None:
        raise DomainError(_("This person keeps the profile themselves."), code="has_account")
    for row in expert.invitations.open():
        change_state(row, InvitationState.CANCELLED, by)
    comments = Comment.objects.filter(request__invitation__expert=expert)
    CommentRequest.objects.filter(invitation__expert=expert).update(nonce="")
    comments.update(signed_as="")
    forget(expert)
    note("forgotten", expert, by)
    return expert


def forget(expert: Expert) -> None:
    """Blank all that tells who it is; the row stays for what points to it."""
    photo = expert.photo_id
    for name in MODERATED:
        if name not in ("kind", "organisation_id", "photo_id"):
            setattr(expert, name, "")
    expert.photo = expert.proposed = None
    notify.forget_address(expert.contact_email if expert.user_id is None else "")
    expert.contact_email = expert.contact_phone = expert.consent_note = ""
    expert.contacts_agreed = False
    expert.state, expert.reason = State.HIDDEN, ""
    set_sort_keys(expert)
    expert.save()
    for image in PortalImage.objects.filter(pk=photo):
        image.delete()
    search.refresh(expert)
