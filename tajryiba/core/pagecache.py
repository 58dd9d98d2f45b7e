"""Pages of guests, answered before Django: a WSGI application around Django's own (docs/decisions/0004).

Kept is what a view marks `cacheable` and what came with nothing personal: for a minute at most, and only until the
site changes, which each process notices within a second. Set PAGE_CACHE_MEGABYTES to 0 to do without.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.db import Error, connection
from django.http.cookie import parse_cookie
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import cc_delim_re
from django.utils.http import parse_etags

from . import changes
from .bounded import BoundedStore
from .middleware import log_request

log = logging.getLogger("tajryiba.pages")

LOOK_SECONDS = 1.0  # how long a change may go unnoticed by a process
LONGEST_LIFE = 60
LONGEST_ADDRESS = 500
LARGEST_PAGE = 500_000
MAX_ENTRIES = 10_000
SHARE_OF_QUERIES = 0.25  # there is no end of addresses with a query: they push out each other, not the pages
NOT_IN_304 = {"content-type", "content-length", "content-encoding", "content-language"}


@dataclass(frozen=True)
class Page:
    """An answer as it was sent, without what belongs to one request."""

    headers: list[tuple[str, str]]
    body: bytes
    etag: str
    site: int | None
    born: float
    life: float


class SiteNumber:
    """The sum of all change numbers, looked up once in `LOOK_SECONDS` by one thread; the others use the last one."""

    def __init__(self, clock: Callable[[], float]):
        self._clock, self._lock = clock, threading.Lock()
        self._value, self._until = None, float("-inf")

    def now(self) -> int | None:
        if self._clock() >= self._until and self._lock.acquire(blocking=False):
            try:
                self._value = sum(changes.read().values())
            except Error:  # of the database, or a connection that it closed
                log.warning("site number not read")  # guests go on reading what is kept, until it is a minute old
                connection.close()
            finally:
                self._until = self._clock() + LOOK_SECONDS
                self._lock.release()
        return self._value


class PageCache:
    """WSGI: answers guests out of memory, hands everything else to `application`."""

    def __init__(self, application, max_bytes: int, clock: Callable[[], float] = time.monotonic):
        self.application, self.clock = application, clock
        self.site = SiteNumber(clock)
        self.hosts = known_hosts()
        asked = int(max_bytes * SHARE_OF_QUERIES)
        self.pages = BoundedStore(MAX_ENTRIES, max_bytes - asked)
        self.asked = BoundedStore(int(MAX_ENTRIES * SHARE_OF_QUERIES), asked)

    def __call__(self, environ, start_response):
        if not self.is_for_all(environ):
            return self.application(environ, start_response)
        started = time.perf_counter()
        site, store, key = self.site.now(), self.store_for(environ), key_of(environ)
        page = store.get(key)
        if page is not None and page.site == site and self.clock() < page.born + page.life:
            return self.answer(page, environ, start_response, started)
        if environ["REQUEST_METHOD"] == "HEAD":
            return self.application(environ, start_response)
        return self.fetch(store, key, site, environ, start_response)

    def is_for_all(self, environ) -> bool:
        """Whether nothing about the request could make its answer another one than every guest's."""
        return (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and environ.get("HTTP_HOST", "") in self.hosts  # as it is written: pages repeat it
            and "HTTP_AUTHORIZATION" not in environ
            and "HTTP_RANGE" not in environ
            and len(environ.get("PATH_INFO", "")) + len(environ.get("QUERY_STRING", "")) <= LONGEST_ADDRESS
            and not has_personal_cookie(environ.get("HTTP_COOKIE", ""))
        )

    def store_for(self, environ) -> BoundedStore:
        return self.asked if environ.get("QUERY_STRING") else self.pages

    def answer(self, page: Page, environ, start_response, started: float) -> list[bytes]:
        request_id = uuid.uuid4().hex[:16]
        age = int(self.clock() - page.born)
        headers = [*page.headers, ("Age", str(age)), ("X-Request-ID", request_id)]
        known = not_modified(environ.get("HTTP_IF_NONE_MATCH"), page.etag)
        if known:
            headers = [header for header in headers if header[0].lower() not in NOT_IN_304]
        start_response("304 Not Modified" if known else "200 OK", headers)
        log_request(
            request_id, environ["REQUEST_METHOD"], get_path_info(environ), 304 if known else 200, started, kept=True
        )
        return [] if known or environ["REQUEST_METHOD"] == "HEAD" else [page.body]

    def fetch(self, store: BoundedStore, key: tuple, site: int | None, environ, start_response):
        """Django's answer, kept if it is one for all."""
        seen = {}

        def see(status, headers, exc_info=None):
            seen.update(status=status, headers=headers)
            return start_response(status, headers, exc_info) if exc_info else start_response(status, headers)

        response = self.application(environ, see)
        life = lifetime(**seen)
        if not life:
            return response
        try:
            body = b"".join(response)
        finally:
            response.close()
        headers = [header for header in seen["headers"] if header[0].lower() not in ("x-request-id", "age")]
        etag = dict(headers).get("ETag", "")
        size = len(body) + sum(len(name) + len(value) for name, value in headers) + 500
        store.put(key, Page(headers, body, etag, site, self.clock(), life), size)
        return [body]


def guest_pages(application):
    """`application` with the cache around it, unless it is switched off."""
    megabytes = settings.PAGE_CACHE_MEGABYTES
    return PageCache(application, megabytes * 1_000_000) if megabytes else application


def known_hosts() -> frozenset[str]:
    """Hosts as the address of the site and the settings write them; a stranger's port would be one more copy."""
    site = urlsplit(settings.SITE_URL)
    port = f":{site.port}" if site.port else ""
    names = [name.lower() for name in settings.ALLOWED_HOSTS if not name.startswith((".", "*"))]
    return frozenset([site.netloc.lower(), *names, *(f"{name}{port}" for name in names)])


def key_of(environ) -> tuple:
    return (
        environ.get("wsgi.url_scheme"),
        environ.get("HTTP_X_FORWARDED_PROTO", "").partition(",")[0].strip() == "https",  # as Django reads it
        environ["HTTP_HOST"],
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
        bool(re_accepts_gzip.search(environ.get("HTTP_ACCEPT_ENCODING", ""))),
    )


def has_personal_cookie(header: str) -> bool:
    cookies = parse_cookie(header)
    return settings.SESSION_COOKIE_NAME in cookies or settings.SIGNED_IN_COOKIE in cookies


def lifetime(status: str, headers: list[tuple[str, str]]) -> int:
    """Seconds for which the answer may be kept; 0 for what is not for all."""
    found = {name.lower(): value for name, value in headers}
    if not status.startswith("200 ") or "set-cookie" in found:
        return 0
    vary = {name.lower() for name in cc_delim_re.split(found.get("vary", "")) if name}
    control = {word.lower() for word in cc_delim_re.split(found.get("cache-control", ""))}
    if not vary <= {"accept-encoding"} or "public" not in control or {"no-store", "private", "no-cache"} & control:
        return 0
    length = found.get("content-length", "")
    if not length.isdecimal() or int(length) > LARGEST_PAGE:
        return 0
    seconds = next((word.removeprefix("s-maxage=") for word in control if word.startswith("s-maxage=")), "")
    return min(int(seconds), LONGEST_LIFE) if seconds.isdecimal() else 0


def not_modified(header: str | None, etag: str) -> bool:
    """Whether the reader has this page already; compared weakly, as RFC 9110 asks for `If-None-Match`."""
    if not header or not etag:
        return False
    known = parse_etags(header)
    return "*" in known or etag.removeprefix("W/") in {one.removeprefix("W/") for one in known}
