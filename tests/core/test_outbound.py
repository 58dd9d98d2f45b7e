"""The outbound guard, against a server of this machine that plays the internet."""

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tajryiba.core.errors import DomainError
from tajryiba.core.outbound import Guard, is_public


class Emulator(BaseHTTPRequestHandler):
    """Answers by path; redirects where the path says so."""

    def do_GET(self):
        server: ThreadingHTTPServer = self.server
        server.asked.append((self.command, self.path, self.headers["Host"]))
        if self.path == "/no-head" and self.command == "HEAD":
            return self._say(405)
        if self.path.startswith("/to?"):
            return self._say(302, location=self.path[4:])
        if self.path == "/gone":
            return self._say(404)
        if self.path == "/announced":
            return self._head({"Content-Length": str(10**9)})
        if self.path.startswith("/packed?"):
            kind, _sign, size = self.path[8:].partition("=")
            body = gzip.compress(b"x" * int(size))
            self._head({"Content-Encoding": kind, "Content-Length": str(len(body))})
            self.wfile.write(body)
            return None
        if self.path == "/broken":
            self._head({"Content-Encoding": "gzip", "Content-Length": "4"})
            self.wfile.write(b"open")
            return None
        if self.path in ("/drip", "/drip-headers"):
            return self._drip()
        if self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"x")
            self.close_connection = True
            return None
        return self._say(200, body=b"x" * 2000 if self.path == "/large" else "суу".encode())

    do_HEAD = do_GET

    def _head(self, headers: dict[str, str]) -> None:
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _drip(self) -> None:
        """A byte every 50 ms, until the other side has had enough."""
        if self.path == "/drip":
            self._head({})
        else:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not self.server.over.wait(0.05):
            try:
                self.wfile.write(b"x")
            except OSError:
                break
        self.close_connection = True

    def _say(self, status: int, body: bytes = b"", location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Emulator)
    made.asked, made.over = [], threading.Event()
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.over.set()
    made.shutdown()
    made.server_close()


@pytest.fixture
def guard() -> Guard:
    """Every name but "inside.example" lies at 127.0.0.1, which this guard takes for a public address."""
    names = {"inside.example": ["10.0.0.7"], "both.example": ["127.0.0.1", "192.168.1.1"]}
    return Guard(
        ports=None,
        max_bytes=1000,
        seconds=5,
        resolver=lambda host: names.get(host, ["127.0.0.1"]),
        public=lambda address: address == "127.0.0.1",
    )


def address(server, path: str, host: str = "open.example") -> str:
    return f"http://{host}:{server.server_port}{path}"


def refusal(call, *args) -> str:
    with pytest.raises(DomainError) as refused:
        call(*args)
    return refused.value.code


@pytest.mark.parametrize(
    "inside",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1"),
        *("0.1.2.3", "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1"),
        *("64:ff9b::a00:1", "2002:a00:1::", "2001:0:a00:1::", "::", "not an address"),
    ],
)
def test_addresses_of_closed_networks(inside):
    assert is_public(inside) is False


@pytest.mark.parametrize("outside", ["8.8.8.8", "2a00:1450:4010:c0f::8a", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet(outside):
    assert is_public(outside) is True


def test_fetch(server, guard):
    answer = guard.fetch(address(server, "/page"))
    assert (answer.status, answer.content_type, answer.data.decode()) == (200, "text/html", "суу")
    assert server.asked == [("GET", "/page", f"open.example:{server.server_port}")]


def test_redirects_are_followed_and_each_is_looked_at(server, guard):
    assert guard.fetch(address(server, "/to?/page")).url == address(server, "/page")
    assert refusal(guard.fetch, address(server, "/to?" + address(server, "/page", "inside.example"))) == "private"
    assert refusal(guard.fetch, address(server, "/to?file:///etc/passwd")) == "not_allowed"


def test_a_ring_of_redirects_ends(server, guard):
    ring = address(server, "/to?/ring")
    server.RequestHandlerClass = type("Ring", (Emulator,), {"do_GET": lambda self: self._say(301, location=self.path)})
    assert refusal(guard.fetch, ring) == "redirects"


@pytest.mark.parametrize("host", ["inside.example", "both.example"])
def test_a_name_that_leads_inside_is_refused(server, guard, host):
    assert refusal(guard.fetch, address(server, "/page", host)) == "private"
    assert server.asked == []


@pytest.mark.parametrize(
    "url",
    ["ftp://open.example/", "file:///etc/passwd", "javascript:alert(1)", "http://", "https://a:b@open.example/", "x"],
)
def test_what_is_no_address_of_a_page(guard, url):
    assert refusal(guard.fetch, url) == "not_allowed"


def test_the_real_resolver_finds_this_machine_and_refuses_it(server):
    guard = Guard(ports=None, seconds=5)
    for host in ("127.0.0.1", "localhost", "0x7f.1", "[::1]"):
        assert refusal(guard.fetch, f"http://{host}:{server.server_port}/page") in ("private", "unreachable")
    assert server.asked == []


def test_other_ports_and_other_hosts_are_not_asked(server):
    assert refusal(Guard().fetch, address(server, "/page")) == "not_allowed"
    guard = Guard(hosts=frozenset({"cbd.minjust.gov.kg"}), schemes=frozenset({"https"}))
    assert refusal(guard.fetch, "https://example.org/") == "not_allowed"
    assert refusal(guard.fetch, "http://cbd.minjust.gov.kg/") == "not_allowed"


def test_size_and_time_are_bounded(server, guard):
    assert refusal(guard.fetch, address(server, "/large")) == "too_large"
    hasty = Guard(ports=None, seconds=0, resolver=guard.resolver, public=guard.public)
    assert refusal(hasty.fetch, address(server, "/page")) == "too_slow"


def test_what_announces_itself_as_too_large_is_not_read(server, guard):
    assert refusal(guard.fetch, address(server, "/announced")) == "too_large"


def test_what_is_packed_is_measured_unpacked(server, guard):
    """We ask for it unpacked; a site that packs all the same is read, a bomb is not."""
    assert guard.fetch(address(server, "/packed?gzip=900")).data == b"x" * 900
    assert refusal(guard.fetch, address(server, "/packed?gzip=1100")) == "too_large"
    assert refusal(guard.fetch, address(server, "/packed?gzip=50000000")) == "too_large"
    assert refusal(guard.fetch, address(server, "/packed?gzip,%20gzip=9")) == "unreachable"
    assert refusal(guard.fetch, address(server, "/packed?br=9")) == "unreachable"
    assert refusal(guard.fetch, address(server, "/broken")) == "unreachable"


@pytest.mark.parametrize("path", ["/drip", "/drip-headers"])
def test_a_site_that_drips_is_cut_off_in_time(server, guard, path):
    """Each byte comes in time, all of them together do not."""
    hasty = Guard(ports=None, seconds=0.4, resolver=guard.resolver, public=guard.public)
    began = time.monotonic()
    assert refusal(hasty.fetch, address(server, path)) == "too_slow"
    assert time.monotonic() - began < 3


def test_a_site_that_is_not_there(server, guard):
    lost = Guard(ports=None, resolver=lambda host: [])
    assert refusal(lost.fetch, "http://nowhere.example/") == "unreachable"
    assert refusal(guard.fetch, "http://open.example:1/") == "unreachable"
    assert refusal(guard.fetch, address(server, "/cut")) == "unreachable"


def test_probe_reads_no_body_and_knows_servers_without_head(server, guard):
    assert guard.probe(address(server, "/large")).status == 200
    assert guard.probe(address(server, "/no-head")).status == 200
    assert guard.probe(address(server, "/gone")).status == 404
    assert [method for method, path, _host in server.asked if path == "/no-head"] == ["HEAD", "GET"]
