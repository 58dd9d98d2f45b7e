"""The verbs of people, organisations, memberships and consents: one transaction each, no request."""

from .accounts import (
    change_email,
    erase_my_data,
    export_my_data,
    password_was_changed,
    register,
    update_profile,
    verify_contact,
)
from .consents import give_consent, withdraw_consent
from .memberships import (
    admit_member,
    appoint_manager,
    demote_manager,
    invite_member,
    join_organisation,
    leave_organisation,
    refuse_member,
    remove_member,
)
from .organisations import create_organisation, rename_organisation, succeed_organisation
from .staff import create_person, edit_person, set_superuser

__all__ = [
    "admit_member",
    "appoint_manager",
    "change_email",
    "create_organisation",
    "create_person",
    "demote_manager",
    "edit_person",
    "erase_my_data",
    "export_my_data",
    "give_consent",
    "invite_member",
    "join_organisation",
    "leave_organisation",
    "password_was_changed",
    "refuse_member",
    "register",
    "remove_member",
    "rename_organisation",
    "set_superuser",
    "succeed_organisation",
    "update_profile",
    "verify_contact",
    "withdraw_consent",
]
