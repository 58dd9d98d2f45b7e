"""The guard of the portal's own requests: where it may go, and what stops it."""

import ipaddress
import socket

import httpx
import pytest

from tajryiba.core import outbound
from tajryiba.core.errors import DomainError

PUBLIC = "93.184.216.34"


@pytest.fixture(autouse=True)
def _hosts(settings):
    settings.OUTBOUND_HOSTS = ["acts.example", "other.example"]


def fetch(url: str, answer=None, address: str = PUBLIC, **options):
    """With a made-up network; `seen` is what really would have been asked."""
    asked = []

    def reply(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return answer(request) if callable(answer) else answer or httpx.Response(200, content=b"ok")

    found = outbound.fetch(url, resolve=lambda host: address.split(), transport=httpx.MockTransport(reply), **options)
    return found, asked


def code_of(url: str, answer=None, **options) -> str:
    with pytest.raises(DomainError) as refusal:
        fetch(url, answer, **options)
    return refusal.value.code


def test_goes_to_the_address_that_was_checked_under_its_name():
    found, asked = fetch(
        "https://acts.example/act?id=1", httpx.Response(200, content=b"x", headers={"content-type": "a/b"})
    )
    assert (found.data, found.content_type) == (b"x", "a/b")
    assert str(asked[0].url) == f"https://{PUBLIC}/act?id=1"
    assert asked[0].headers["host"] == "acts.example"
    assert asked[0].extensions["sni_hostname"] == "acts.example"


@pytest.mark.parametrize(
    "url",
    [
        "http://acts.example/",
        "https://evil.example/",
        "https://acts.example.evil.example/",
        "https://acts.example:8443/",
        "https://acts.example:99999/",
        "https://user:secret@acts.example/",
        "https://user@acts.example/",
        f"https://{PUBLIC}/",
        "file:///etc/passwd",
        "https://[::1",
        "",
    ],
)
def test_only_https_to_named_hosts(url):
    assert code_of(url) == "not_allowed"


PRIVATE = "127.0.0.1 10.0.0.5 169.254.169.254 192.168.1.1 ::1 fe80::1%eth0 ::ffff:127.0.0.1 0.0.0.0 100.64.0.1"
PRIVATE += " 224.0.0.1 2002:7f00:1::"


@pytest.mark.parametrize("address", [*PRIVATE.split(), f"{PUBLIC} 10.0.0.1"])
def test_private_addresses_are_refused_whatever_name_leads_there(address):
    assert code_of("https://acts.example/", address=address) == "private"


def test_a_name_without_an_address_is_unreachable(monkeypatch):
    assert code_of("https://acts.example/", address="") == "unreachable"

    def fail(*_args, **_options):
        raise OSError

    monkeypatch.setattr(outbound.socket, "getaddrinfo", fail)
    assert outbound._resolve("acts.example") == []
    rows = [(0, 0, 0, "", (PUBLIC, 443))]
    monkeypatch.setattr(outbound.socket, "getaddrinfo", lambda *_args, **_options: rows)
    assert outbound._resolve("acts.example") == [PUBLIC]


def test_redirects_are_checked_anew():
    def answer(request):
        if request.headers["host"] == "acts.example":
            return httpx.Response(302, headers={"location": "https://other.example/b"})
        return httpx.Response(200, content=b"b")

    assert fetch("https://acts.example/", answer)[0].url == "https://other.example/b"
    away = httpx.Response(302, headers={"location": "https://169.254.169.254/latest"})
    assert code_of("https://acts.example/", away) == "not_allowed"
    assert (
        code_of("https://acts.example/", httpx.Response(301, headers={"location": "http://acts.example/"}))
        == "not_allowed"
    )
    assert code_of("https://acts.example/", httpx.Response(302, headers={"location": "/again"})) == "redirects"


def test_size_time_errors_are_bounded():
    assert code_of("https://acts.example/", httpx.Response(200, content=b"x" * 11), most_bytes=10) == "too_large"
    assert code_of("https://acts.example/", httpx.Response(200, content=b"x"), seconds=-1) == "too_slow"
    assert code_of("https://acts.example/", httpx.Response(500)) == "answered"

    def slow(request):
        raise httpx.ReadTimeout("slow")

    def gone(request):
        raise httpx.ConnectError("gone")

    assert code_of("https://acts.example/", slow) == "too_slow"
    assert code_of("https://acts.example/", gone) == "unreachable"


@pytest.mark.parametrize(
    ("address", "public"), [(PUBLIC, True), ("2606:2800:220:1::1", True), ("::ffff:8.8.8.8", True)]
)
def test_public_addresses(address, public):
    assert outbound.is_public(ipaddress.ip_address(address)) is public


def test_a_connection_that_comes_after_the_time_is_cut_at_once():
    ours, theirs = socket.socketpair()
    watch = outbound.Watch(0.0)
    watch._cut()

    class Stream:
        def get_extra_info(self, name):
            return ours

    watch.see("connection.connect_tcp.complete", {"return_value": Stream()})
    with ours, theirs:
        assert ours.recv(1) == b""
