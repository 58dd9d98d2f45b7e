"""Verbs of adoption. Each is one transaction and records an event."""

from .letters import reply_letter, write_letter
from .nudges import sweep
from .sharing import choose_public, make_own_practice
from .stages import may_move, move
from .start import adopt
from .work import add_paper, describe, save_rows, show_paper, write_note, write_report

__all__ = [
    "add_paper",
    "adopt",
    "choose_public",
    "describe",
    "make_own_practice",
    "may_move",
    "move",
    "reply_letter",
    "save_rows",
    "show_paper",
    "sweep",
    "write_letter",
    "write_note",
    "write_report",
]
