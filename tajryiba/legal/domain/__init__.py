"""The verbs of legal."""

from .acts import act_saved, add_edition, create_act, publish_act, publish_edition, relate, unrelate, write_text
from .changes import amend_act, confirm_review, describe_change
from .citing import cite, uncite

__all__ = [
    "act_saved",
    "add_edition",
    "amend_act",
    "cite",
    "confirm_review",
    "create_act",
    "describe_change",
    "publish_act",
    "publish_edition",
    "relate",
    "uncite",
    "unrelate",
    "write_text",
]
