"""Experts, the evidence of their work, what they are asked to do and what they wrote."""

from .comment import Comment, CommentRequest
from .expert import Expert, ExpertTopic
from .invitation import Invitation
from .message import Message
from .work import WorkRecord

__all__ = ["Comment", "CommentRequest", "Expert", "ExpertTopic", "Invitation", "Message", "WorkRecord"]
