"""From an address to entries: fetched through the guard, read in a confined process."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from tajryiba.core.errors import DomainError
from tajryiba.core.outbound import Guard
from tajryiba.media.extraction import ask_reader

from ..enums import FeedFault

GUARD = Guard(max_bytes=2 * 1024 * 1024, seconds=10)
READER = "tajryiba.magazine.intake.inside"


@dataclass(frozen=True)
class Found:
    """One entry: plain text, an address of the web or "", a possible day or None."""

    uid: str
    title: str
    url: str
    summary: str
    dated: datetime | None


def read_feed(url: str, guard: Guard | None = None) -> list[Found]:
    """What the feed at `url` holds now. Raises DomainError with a code of FeedFault."""
    answer = (guard or GUARD).fetch(url)
    if answer.status != 200:
        raise DomainError(_("The site answered with an error."), code=FeedFault.ANSWERED)
    return entries_of(answer.data, answer.url)


def entries_of(data: bytes, url: str) -> list[Found]:
    """Raises DomainError: "unsafe" for a feed that declares entities, "unreadable" for what is none."""
    answer = ask_reader(READER, data, url) or {}
    if "entries" not in answer:
        code = FeedFault.UNSAFE if answer.get("refused") == "unsafe" else FeedFault.UNREADABLE
        raise DomainError(_("The answer is not a feed that can be read."), code=code)
    return [Found(**{**row, "dated": parse_datetime(row["dated"] or "")}) for row in answer["entries"]]
