"""Downloads are counted, people are not: no address, no cookie, no name is kept, not even for a minute.

What makes the figure honest is kept outside of it: a reader's browser may keep a file for an hour, so a second click
does not come here again; programs that say who they are do not count, nor do second pieces of one download.
"""

import re

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ..models import DayCount, Material

KEPT_BY_THE_READER = 3600  # seconds
_PROGRAMS = re.compile(
    r"bot|crawl|spider|slurp|fetch|scan|monitor|preview|facebookexternalhit|whatsapp|telegram|skype|viber"
    r"|curl|wget|python|httpx|aiohttp|java/|okhttp|go-http|ruby|perl|libwww|archiver",
    re.IGNORECASE,
)


def is_a_reading(headers) -> bool:
    """Is this request a person who begins to take a file: not a robot, not a browser that looks ahead, not the next
    piece, not the question whether a kept copy is still good.
    """
    agent = headers.get("User-Agent", "")
    ahead = headers.get("Sec-Purpose", "") + headers.get("Purpose", "")
    piece = headers.get("Range", "bytes=0-")
    asks_again = "If-None-Match" in headers or "If-Modified-Since" in headers
    is_person = bool(agent) and not _PROGRAMS.search(agent)
    return is_person and "prefetch" not in ahead and piece.startswith("bytes=0-") and not asks_again


@transaction.atomic
def count_download(material: Material) -> None:
    """One more download, of the material and of the day. No event: the log is about what people decided."""
    day, _created = DayCount.objects.get_or_create(material=material, day=timezone.localdate())
    DayCount.objects.filter(pk=day.pk).update(downloads=F("downloads") + 1)
    Material.objects.filter(pk=material.pk).update(downloads=F("downloads") + 1)
