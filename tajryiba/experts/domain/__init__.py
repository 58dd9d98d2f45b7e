"""The verbs of experts: one transaction each, no request."""

from .comments import ask_for_comment, close_request, publish_comment, refuse_comment, send_comment
from .forgetting import forget_expert
from .invitations import accept, cancel, decline, extend, finish, hand_over, invite
from .messages import answer_message, write_to_expert
from .profiles import accept_changes, decide, hide, refuse_changes, register_expert, save_profile, send
from .sweep import sweep
from .work import gather_work, keep_work_of, record_work, record_work_of
from .yearly import confirm_yearly

__all__ = [
    "accept",
    "accept_changes",
    "answer_message",
    "ask_for_comment",
    "cancel",
    "close_request",
    "confirm_yearly",
    "decide",
    "decline",
    "extend",
    "finish",
    "forget_expert",
    "gather_work",
    "hand_over",
    "hide",
    "invite",
    "keep_work_of",
    "publish_comment",
    "record_work",
    "record_work_of",
    "refuse_changes",
    "refuse_comment",
    "register_expert",
    "save_profile",
    "send",
    "send_comment",
    "sweep",
    "write_to_expert",
]
