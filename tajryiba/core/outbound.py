"""The one way out: addresses that people or editors gave are asked over HTTP only through here.

A name is resolved first, every address that it has must be a public one, and the connection goes to exactly the
address that was looked at, so a name that changes its mind in between (DNS rebinding) reaches nothing. Each redirect
is looked at anew. Sizes and times are bounded. Proxies and credentials of the environment are not used.
"""

import ipaddress
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urljoin

import httpx
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .errors import DomainError

MAX_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Ways to write an IPv4 address as an IPv6 one: what lies inside decides.
_CARRIERS = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("2002::/16"), ipaddress.ip_network("2001::/32"))

Resolver = Callable[[str, int], list[str]]


@dataclass(frozen=True)
class Answer:
    """What came back: `url` is the last address after redirects, `body` is empty unless it was asked for."""

    url: str
    status: int
    content_type: str = ""
    body: bytes = b""


def resolve(host: str, port: int) -> list[str]:
    """Every address of a name. Raises OSError when there is none."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def is_public(address: str) -> bool:
    """Is this an address of the open internet: not this machine, not its network, not a cloud's own services."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
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
    """How far a request may go. `hosts` (when not None) are the only ones that may be asked; `resolver` and `public`
    are hooks for tests.
    """

    schemes: frozenset[str] = frozenset({"http", "https"})
    ports: frozenset[int] | None = frozenset({80, 443})
    hosts: frozenset[str] | None = None
    max_bytes: int = 5 * 1024 * 1024
    seconds: float = 20.0
    resolver: Resolver = field(default=resolve)
    public: Callable[[str], bool] = field(default=is_public)

    def fetch(self, url: str) -> Answer:
        """GET with the whole body. Raises DomainError: "bad_address", "not_allowed", "private", "unreachable",
        "too_slow", "too_large", "too_many_redirects".
        """
        return self._follow(url, "GET", want_body=True)

    def probe(self, url: str) -> Answer:
        """Is there an answer: HEAD, or where that is not known a GET whose body is not read. Raises as `fetch`."""
        answer = self._follow(url, "HEAD", want_body=False)
        return self._follow(url, "GET", want_body=False) if answer.status >= 400 else answer

    def _follow(self, url: str, method: str, *, want_body: bool) -> Answer:
        deadline = time.monotonic() + self.seconds
        for _hop in range(MAX_REDIRECTS + 1):
            answer, target = self._ask(url, method, want_body, deadline)
            if target is None:
                return answer
            url = target
        raise DomainError(_("The address leads on and on to other addresses."), code="too_many_redirects")

    def _ask(self, url: str, method: str, want_body: bool, deadline: float) -> tuple[Answer, str | None]:
        parsed, address = self._checked(url)
        with _connected(parsed, address, method, _left(deadline)) as response:
            location = response.headers.get("location", "")
            if response.status_code in REDIRECTS and location:
                return Answer(url, response.status_code), urljoin(url, location)
            body = self._read(response, deadline) if want_body else b""
            kind = response.headers.get("content-type", "")
            return Answer(url, response.status_code, kind.partition(";")[0].strip().lower(), body), None

    def _checked(self, url: str) -> tuple[httpx.URL, str]:
        """The parsed address and the one IP address to connect to."""
        try:
            parsed = httpx.URL(url)
        except (httpx.InvalidURL, ValueError) as error:
            raise _bad_address() from error
        port = parsed.port or {"http": 80, "https": 443}.get(parsed.scheme, 0)
        if parsed.scheme not in self.schemes or not parsed.host or parsed.userinfo:
            raise _bad_address()
        if self.hosts is not None and parsed.host.lower() not in self.hosts:
            raise DomainError(_("The portal does not ask this site."), code="not_allowed")
        if self.ports is not None and port not in self.ports:
            raise DomainError(_("The portal does not ask this site."), code="not_allowed")
        try:
            found = self.resolver(parsed.host, port)
        except (OSError, UnicodeError) as error:
            raise DomainError(_("There is no site of this name."), code="unreachable") from error
        if not found or not all(self.public(address) for address in found):
            raise DomainError(_("The address leads into a closed network."), code="private")
        return parsed, found[0]

    def _read(self, response: httpx.Response, deadline: float) -> bytes:
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self.max_bytes:
                raise DomainError(_("The page or file at this address is too large."), code="too_large")
            _left(deadline)
        return bytes(body)


def _bad_address() -> DomainError:
    return DomainError(_("This is not an address of a page: it begins with https:// or http://."), code="bad_address")


def _too_slow() -> DomainError:
    return DomainError(_("The site answers too slowly."), code="too_slow")


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise _too_slow()
    return left


@contextmanager
def _connected(parsed: httpx.URL, address: str, method: str, seconds: float) -> Iterator[httpx.Response]:
    """The answer of `address`, asked as the host of `parsed`: its name in Host and in TLS, its certificate checked."""
    pinned = parsed.copy_with(host=address, fragment=None)
    headers = {"Host": parsed.netloc.decode("ascii"), "User-Agent": f"Tajryiba (+{settings.SITE_URL})"}
    request = httpx.Request(method, pinned, headers=headers, extensions={"sni_hostname": parsed.raw_host.decode()})
    with httpx.Client(trust_env=False, timeout=seconds, follow_redirects=False) as client:
        request.extensions["timeout"] = httpx.Timeout(seconds).as_dict()
        try:
            response = client.send(request, stream=True)
            try:
                yield response
            finally:
                response.close()
        except httpx.TimeoutException as error:
            raise _too_slow() from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise DomainError(_("The site cannot be reached."), code="unreachable") from error
