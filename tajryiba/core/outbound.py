"""The portal's own requests to other sites: https only, to hosts of the settings, never to a private address.

The name is resolved once and the connection goes to that very address, so a name that answers differently a moment
later (DNS rebinding) gains nothing; every redirect is checked like the first address. Size and time are bounded.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urljoin, urlsplit

import httpx
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .errors import DomainError

MOST_BYTES = 25 * 1024 * 1024
SECONDS = 10
REDIRECTS = 3
AGENT = "Tajryiba/1.0"


@dataclass(frozen=True)
class Fetched:
    url: str
    content_type: str
    data: bytes


def fetch(
    url: str,
    *,
    most_bytes: int = MOST_BYTES,
    seconds: float = SECONDS,
    resolve: Callable[[str], Iterable[str]] | None = None,
    transport: httpx.BaseTransport | None = None,
) -> Fetched:
    """What stands at `url`. `resolve` and `transport` are for tests.

    Raises DomainError: "not_allowed" (scheme, host, port), "private" (the name leads into a private network),
    "unreachable", "answered" (with an error), "too_large", "too_slow", "redirects".
    """
    deadline = monotonic() + seconds
    for _step in range(REDIRECTS + 1):
        host = _allowed_host(url)
        address = _public_address(host, resolve or _resolve)
        found = _ask(url, host, address, most_bytes, deadline, transport)
        if isinstance(found, Fetched):
            return found
        url = urljoin(url, found)
    raise DomainError(_("The site sends us in circles. Upload the file instead."), code="redirects")


def _allowed_host(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower().rstrip("."), parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    named = host in settings.OUTBOUND_HOSTS
    if parts.scheme != "https" or not named or port not in (None, 443) or parts.username or parts.password:
        raise DomainError(
            _("The portal does not fetch from this address. Download the file yourself and upload it."),
            code="not_allowed",
        )
    return host


def _resolve(host: str) -> list[str]:
    try:
        return [row[4][0] for row in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]
    except OSError:
        return []


def _public_address(host: str, resolve: Callable[[str], Iterable[str]]) -> str:
    """One address of the host; refused when any of its addresses is not a public one."""
    found = [ipaddress.ip_address(address.partition("%")[0]) for address in resolve(host)]
    if not found:
        raise _unreachable()
    if any(not is_public(address) for address in found):
        raise DomainError(_("This address leads into a private network and is not asked."), code="private")
    return str(found[0])


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Also looks through IPv4 inside of IPv6."""
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _ask(url: str, host: str, address: str, most: int, deadline: float, transport) -> Fetched | str:
    """The answer, or the address of a redirect. The name is kept for TLS and the Host header."""
    direct = httpx.URL(url).copy_with(host=address)
    left = max(0.1, deadline - monotonic())
    try:
        with (
            httpx.Client(transport=transport, timeout=left, follow_redirects=False, trust_env=False) as client,
            client.stream(
                "GET",
                direct,
                headers={"Host": host, "User-Agent": AGENT, "Accept-Encoding": "identity"},
                extensions={"sni_hostname": host},
            ) as answer,
        ):
            if answer.is_redirect:
                return answer.headers.get("location", "")
            if answer.status_code != httpx.codes.OK:
                raise DomainError(
                    _("The site answered with an error (%(status)s). Try again later, or upload the file.")
                    % {"status": answer.status_code},
                    code="answered",
                )
            return Fetched(url, answer.headers.get("content-type", ""), _bounded(answer, most, deadline))
    except httpx.TimeoutException as slow:
        raise _too_slow() from slow
    except httpx.HTTPError as fault:
        raise _unreachable() from fault


def _bounded(answer: httpx.Response, most: int, deadline: float) -> bytes:
    data = bytearray()
    for piece in answer.iter_bytes():
        data += piece
        if len(data) > most:
            raise DomainError(_("The file at this address is too large."), code="too_large")
        if monotonic() > deadline:
            raise _too_slow()
    return bytes(data)


def _too_slow() -> DomainError:
    return DomainError(_("The site answers too slowly. Try again later, or upload the file."), code="too_slow")


def _unreachable() -> DomainError:
    return DomainError(_("The site does not answer. Try again later, or upload the file."), code="unreachable")
