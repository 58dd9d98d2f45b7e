"""The one way out: addresses that people or editors gave are asked over HTTP only through here.

A name is resolved first, every address that it has must be a public one, and the connection goes to exactly the
address that was looked at, so a name that changes its mind in between (DNS rebinding) reaches nothing. Each redirect
is looked at anew. Sizes and times are bounded: what is packed is measured unpacked, and when the time is over the
connection is cut, however slowly headers or body drip. Proxies and credentials of the environment are not used.
"""

import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urljoin

import httpx
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .errors import DomainError

MAX_REDIRECTS = 5
MOST_BYTES = 25 * 1024 * 1024
SECONDS = 10
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PIECE = 64 * 1024
PACKED = frozenset({"gzip", "x-gzip", "deflate"})
UNPACK = 32 + zlib.MAX_WBITS  # zlib finds out by itself whether it is gzip or deflate
# Ways to write an IPv4 address as an IPv6 one: what lies inside decides.
_CARRIERS = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("2002::/16"), ipaddress.ip_network("2001::/32"))

Resolver = Callable[[str], list[str]]


@dataclass(frozen=True)
class Answer:
    """What came back: `url` is the last address after redirects, `data` is empty unless it was asked for."""

    url: str
    status: int
    content_type: str = ""
    data: bytes = b""


def _resolve(host: str) -> list[str]:
    """Every address of a name; [] when there is no such name."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return []


def is_public(address: str) -> bool:
    """Is this an address of the open internet: not this machine, not its network, not a cloud's own services."""
    try:
        found = ipaddress.ip_address(str(address).partition("%")[0])
    except ValueError:
        return False
    inner = getattr(found, "ipv4_mapped", None)
    if inner is not None:
        return is_public(str(inner))
    if any(found.version == net.version and found in net for net in _CARRIERS):
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved


@dataclass(frozen=True)
class Guard:
    """How far a request may go. `hosts` (when not None) are the only ones that may be asked; `resolver`, `public` and
    `transport` are hooks for tests.
    """

    schemes: frozenset[str] = frozenset({"http", "https"})
    ports: frozenset[int] | None = frozenset({80, 443})
    hosts: frozenset[str] | None = None
    max_bytes: int = MOST_BYTES
    seconds: float = SECONDS
    resolver: Resolver = field(default=_resolve)
    public: Callable[[str], bool] = field(default=is_public)
    transport: httpx.BaseTransport | None = None

    def fetch(self, url: str) -> Answer:
        """GET with all that comes back. Raises DomainError: "not_allowed" (scheme, host, port, or no address at all),
        "private", "unreachable", "too_slow", "too_large", "redirects".
        """
        return self._follow(url, "GET", want_data=True)

    def probe(self, url: str) -> Answer:
        """Is there an answer: HEAD, or where that is not known a GET whose body is not read. Raises as `fetch`."""
        answer = self._follow(url, "HEAD", want_data=False)
        return self._follow(url, "GET", want_data=False) if answer.status >= 400 else answer

    def _follow(self, url: str, method: str, *, want_data: bool) -> Answer:
        deadline = time.monotonic() + self.seconds
        for _hop in range(MAX_REDIRECTS + 1):
            answer, target = self._ask(url, method, want_data, deadline)
            if target is None:
                return answer
            url = target
        raise DomainError(_("The site sends us in circles. Upload the file instead."), code="redirects")

    def _ask(self, url: str, method: str, want_data: bool, deadline: float) -> tuple[Answer, str | None]:
        parsed, address = self._checked(url)
        with self._connected(parsed, address, method, _left(deadline)) as response:
            location = response.headers.get("location", "")
            if response.status_code in REDIRECTS and location:
                return Answer(url, response.status_code), urljoin(url, location)
            data = self._read(response, deadline) if want_data else b""
            kind = response.headers.get("content-type", "")
            return Answer(url, response.status_code, kind.partition(";")[0].strip().lower(), data), None

    def _checked(self, url: str) -> tuple[httpx.URL, str]:
        """The parsed address and the one IP address to connect to."""
        try:
            parsed = httpx.URL(url)
        except (httpx.InvalidURL, ValueError) as error:
            raise _not_allowed() from error
        host, port = parsed.host.lower().rstrip("."), parsed.port or {"http": 80, "https": 443}.get(parsed.scheme, 0)
        if parsed.scheme not in self.schemes or not host or parsed.userinfo:
            raise _not_allowed()
        if (self.hosts is not None and host not in self.hosts) or (self.ports is not None and port not in self.ports):
            raise _not_allowed()
        found = self.resolver(host)
        if not found:
            raise _unreachable()
        if not all(self.public(address) for address in found):
            raise DomainError(_("This address leads into a private network and is not asked."), code="private")
        return parsed, found[0].partition("%")[0]

    def _read(self, response: httpx.Response, deadline: float) -> bytes:
        announced = response.headers.get("content-length", "")
        if announced.isdecimal() and int(announced[:20]) > self.max_bytes:
            raise _too_large()
        body = bytearray()
        for chunk in _pieces(response, self.max_bytes):
            body += chunk
            if len(body) > self.max_bytes:
                raise _too_large()
            _left(deadline)
        _left(deadline)  # a body that was cut ends like any other
        return bytes(body)

    @contextmanager
    def _connected(self, parsed: httpx.URL, address: str, method: str, seconds: float) -> Iterator[httpx.Response]:
        """The answer of `address`, asked as the host of `parsed`: its name in Host and TLS, its certificate checked."""
        headers = {
            "Host": parsed.netloc.decode("ascii"),
            "User-Agent": f"Tajryiba (+{settings.SITE_URL})",
            "Accept-Encoding": "identity",
        }
        watch = Watch(seconds)
        extensions = {"sni_hostname": parsed.raw_host.decode("ascii"), "trace": watch.see}
        direct = parsed.copy_with(host=address, fragment=None)
        try:
            with (
                watch,
                httpx.Client(transport=self.transport, trust_env=False, timeout=seconds) as client,
                client.stream(method, direct, headers=headers, extensions=extensions) as response,
            ):
                yield response
        except httpx.TimeoutException as error:
            raise _too_slow() from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise (_too_slow() if watch.is_over else _unreachable()) from error


class Watch:
    """Cuts a connection when its time is over. The client's own time limit begins anew with every byte, so a site that
    lets its headers drip could hold a worker for days.
    """

    def __init__(self, seconds: float):
        self.is_over = False
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._socket: socket.socket | None = None

    def __enter__(self):
        self._timer.start()
        return self

    def __exit__(self, *_error) -> None:
        self._timer.cancel()

    def see(self, event: str, info: dict) -> None:
        """The client tells each step: a new connection, or the secured one in its place, is what is to be cut."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = info["return_value"].get_extra_info("socket")
            if self.is_over:  # the time ended while it was connecting
                self._cut()

    def _cut(self) -> None:
        self.is_over = True
        if self._socket is not None:
            with suppress(OSError):  # it may have ended by itself meanwhile
                self._socket.shutdown(socket.SHUT_RDWR)


def _pieces(response: httpx.Response, most: int) -> Iterator[bytes]:
    """The body in pieces. We ask for it unpacked; where a site packs it all the same, a piece never grows past `most`
    and one byte, so a bomb is seen before it goes off.
    """
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing in ("", "identity"):
        yield from response.iter_bytes()
        return
    if packing not in PACKED:
        raise _unreachable()
    opener = zlib.decompressobj(UNPACK)
    try:
        for chunk in response.iter_raw(PIECE):
            yield opener.decompress(chunk, most + 1)
            if opener.unconsumed_tail:
                raise _too_large()
    except zlib.error as error:
        raise _unreachable() from error


def fetch(
    url: str,
    *,
    most_bytes: int = MOST_BYTES,
    seconds: float = SECONDS,
    resolve: Resolver = _resolve,
    transport: httpx.BaseTransport | None = None,
) -> Answer:
    """A file at `url`, https only and only from the hosts of the settings (OUTBOUND_HOSTS). `resolve` and `transport`
    are for tests.

    Raises DomainError as `Guard.fetch` does, and "answered" when the site answered with an error.
    """
    guard = Guard(
        schemes=frozenset({"https"}),
        ports=frozenset({443}),
        hosts=frozenset(settings.OUTBOUND_HOSTS),
        max_bytes=most_bytes,
        seconds=seconds,
        resolver=resolve,
        transport=transport,
    )
    answer = guard.fetch(url)
    if answer.status != httpx.codes.OK:
        raise DomainError(
            _("The site answered with an error (%(status)s). Try again later, or upload the file.")
            % {"status": answer.status},
            code="answered",
        )
    return answer


def _not_allowed() -> DomainError:
    return DomainError(
        _("The portal does not fetch from this address. Download the file yourself and upload it."), code="not_allowed"
    )


def _unreachable() -> DomainError:
    return DomainError(_("The site does not answer. Try again later, or upload the file."), code="unreachable")


def _too_slow() -> DomainError:
    return DomainError(_("The site answers too slowly. Try again later, or upload the file."), code="too_slow")


def _too_large() -> DomainError:
    return DomainError(_("The file at this address is too large."), code="too_large")


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise _too_slow()
    return left
