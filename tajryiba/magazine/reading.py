"""Words of a page as plain text, and how long they take to read."""

import re

from tajryiba.core.html import plain_text

MARK = re.compile(r"\[\^(\d{1,3})\]")  # of a footnote, articles/richtext.py
WORDS_A_MINUTE = 150  # of quiet reading on a phone, the lower end of what is measured for Russian


def words_of(page) -> str:
    """All that a reader reads on the page, without tags: for the search and for counting."""
    parts = [getattr(page, "lead", "")]
    parts += [plain_text(str(block.value)) if block.block_type == "text" else _said(block) for block in page.body]
    return MARK.sub("", "\n".join(filter(None, parts)))


def _said(block) -> str:
    """Every piece of text that the block's own search index would take."""
    return " ".join(plain_text(str(piece)) for piece in block.block.get_searchable_content(block.value))


def reading_minutes(page) -> int:
    """Whole minutes, at least one."""
    return max(1, round(len(words_of(page).split()) / WORDS_A_MINUTE))
