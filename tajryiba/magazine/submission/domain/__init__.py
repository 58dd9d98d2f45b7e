"""The verbs of articles from readers, by part."""

from tajryiba.practices.submission.domain import Edit, Saved

from .drafts import (
    add_practice,
    note_erased,
    remove_picture,
    remove_practice,
    save_edits,
    set_picture,
    start_article,
    withdraw_article,
)
from .review import accept_article, ask_for_changes, decline_article, note_page_published
from .sending import CASE, NotReadyError, faults_of, send_article

__all__ = [
    "CASE",
    "Edit",
    "NotReadyError",
    "Saved",
    "accept_article",
    "add_practice",
    "ask_for_changes",
    "decline_article",
    "faults_of",
    "note_erased",
    "note_page_published",
    "remove_picture",
    "remove_practice",
    "save_edits",
    "send_article",
    "set_picture",
    "start_article",
    "withdraw_article",
]
