"""The verbs of an issue."""

from .contents import assign_article, new_article, place_article, reorder, take_out
from .planning import change_issue, move_state, plan_issue, write_issue
from .publishing import publish_issue
from .review import send_to_review

__all__ = [
    "assign_article",
    "change_issue",
    "move_state",
    "new_article",
    "place_article",
    "plan_issue",
    "publish_issue",
    "reorder",
    "send_to_review",
    "take_out",
    "write_issue",
]
