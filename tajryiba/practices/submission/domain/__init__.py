"""Verbs of submissions: writing (drafts), sending, and what the editors do."""

from .drafts import (
    Edit,
    Saved,
    add_file,
    grow_submission,
    note_erased,
    put_back,
    remove_file,
    save_edits,
    start_submission,
    withdraw_submission,
)
from .review import (
    approve_submission,
    look_afterwards,
    note_published,
    refuse_submission,
    request_changes,
)
from .sending import CASE, send_submission

__all__ = [
    "CASE",
    "Edit",
    "Saved",
    "add_file",
    "approve_submission",
    "grow_submission",
    "look_afterwards",
    "note_erased",
    "note_published",
    "put_back",
    "refuse_submission",
    "remove_file",
    "request_changes",
    "save_edits",
    "send_submission",
    "start_submission",
    "withdraw_submission",
]
