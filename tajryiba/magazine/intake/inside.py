"""The reader of a feed: bytes on standard input, one line of JSON on standard output. A confined process of its own,
started by `reading.py`: whatever a feed does to the parser, the portal goes on.
"""

import calendar
import hashlib
import json
import re
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO
from urllib.parse import urlsplit

from tajryiba.media.extraction.limits import confine

MOST_ENTRIES = 100
LONGEST = {"title": 300, "summary": 1000, "url": 500}
OLDEST = datetime(2000, 1, 1, tzinfo=UTC)
# Own entities are how a small file unfolds into a huge one. No feed needs them: what declares some is not parsed.
DECLARES = re.compile(rb"<!\s*ENTITY|<!\s*DOCTYPE[^>]*\[", re.IGNORECASE)
# An encoding in which the signs above look otherwise (UTF-7, EBCDIC) would hide them; those of real feeds do not.
BEGINS = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<")
ENCODING = re.compile(rb"^[^<]*<\?xml[^>]*?encoding\s*=\s*[\"']\s*([^\"'\s>]*)", re.IGNORECASE)
KNOWN = re.compile(
    rb"utf-?(?:8|16|32)(?:[bl]e)?|(?:windows-|cp)125\d|iso-8859-\d{1,2}|koi8-[ru]|(?:us-)?ascii", re.IGNORECASE
)


def answer(data: bytes, url: str) -> dict:
    """{"entries": […]} or {"refused": code}. `url` is where the feed was found: its relative links begin there."""
    import feedparser  # noqa: PLC0415  (after the limits)

    signs = data.replace(b"\0", b"")  # without the zeros of UTF-16 and UTF-32
    if DECLARES.search(signs):
        return {"refused": "unsafe"}
    encoding = ENCODING.match(signs)
    if not BEGINS.match(signs) or (encoding and not KNOWN.fullmatch(encoding[1])):
        return {"refused": "unreadable"}
    headers = {"content-location": url, "content-type": "application/xml"}
    # Bytes alone would be taken for the name of a file.
    found = feedparser.parse(BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    if not found.version:
        return {"refused": "unreadable"}
    entries = [_entry(entry) for entry in found.entries[:MOST_ENTRIES]]
    return {"entries": list({entry["uid"]: entry for entry in entries if entry["title"]}.values())}


def _entry(entry) -> dict:
    content = entry.get("content") or [{}]
    summary = _words(entry.get("summary") or content[0].get("value") or "", LONGEST["summary"])
    title = _words(entry.get("title") or "", LONGEST["title"]) or _cut(summary, 90)
    link, dated = _link(entry.get("link") or ""), _moment(entry)
    known_by = entry.get("id") or entry.get("link") or f"{title}|{dated}"
    uid = hashlib.sha256(known_by.encode("utf-8", "replace")).hexdigest()
    return {"uid": uid, "title": title, "url": link, "summary": summary, "dated": dated}


def _words(html: str, most: int) -> str:
    from tajryiba.core.html import plain_lines  # noqa: PLC0415
    from tajryiba.core.text import typed  # noqa: PLC0415

    return _cut(" ".join(typed(plain_lines(html[:200_000])).split()), most)


def _cut(text: str, most: int) -> str:
    """At the end of a word."""
    return text if len(text) <= most else text[: most - 1].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"


def _link(text: str) -> str:
    """An address of the web, else ""."""
    from django.core.exceptions import ValidationError  # noqa: PLC0415
    from django.core.validators import URLValidator  # noqa: PLC0415

    link = text.strip()
    try:
        URLValidator(schemes=["http", "https"])(link)
        return link if len(link) <= LONGEST["url"] and not urlsplit(link).username else ""
    except (ValidationError, ValueError):
        return ""


def _moment(entry) -> str | None:
    """When it came out; None for a day that cannot be."""
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
    return moment.isoformat() if OLDEST <= moment <= datetime.now(UTC) + timedelta(days=1) else None


def main() -> None:
    data = sys.stdin.buffer.read()
    url = bytes.fromhex(sys.argv[1]).decode("utf-8", "replace")
    confine()
    from django.conf import settings  # noqa: PLC0415

    settings.configure(USE_I18N=False)
    try:
        line = json.dumps(answer(data, url), ensure_ascii=True)
    except Exception:  # noqa: BLE001  (a parser breaks in many ways, all of them mean the same to a person)
        line = '{"refused": "unreadable"}'
    sys.stdout.write(line)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
