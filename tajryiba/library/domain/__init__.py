"""The verbs of the library."""

from .counting import count_download
from .links import check_link
from .publishing import (
    create_material,
    facts_changed,
    publish_text,
    refresh_public_state,
    text_published,
    text_unpublished,
    write_text,
)
from .reading import read_item
from .reviews import confirm_review, remind_owners

__all__ = [
    "check_link",
    "confirm_review",
    "count_download",
    "create_material",
    "facts_changed",
    "publish_text",
    "read_item",
    "refresh_public_state",
    "remind_owners",
    "text_published",
    "text_unpublished",
    "write_text",
]
