"""A server of this machine that plays the internet: some of its feeds are honest, most are not."""

import gzip
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tajryiba.core.outbound import Guard
from tajryiba.magazine.intake import reading
from tajryiba.magazine.models import Feed
from tests.factories.feeds import BODIES

MB = 1024 * 1024


class Emulator(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        path, _sign, rest = self.path.partition("?")
        if path == "/to":
            return self._head(302, Location=rest)
        if path in ("/endless", "/drip"):
            return self._go_on(b"x" if path == "/drip" else b" " * MB, 0.05 if path == "/drip" else 0)
        if path == "/announced":
            return self._head(200, **{"Content-Length": str(1024 * MB)})
        if path == "/bomb":
            return self._send(gzip.compress(b" " * 100 * MB), **{"Content-Encoding": "gzip"})
        if path == "/gone":
            return self._head(404)
        return self._send(self.server.bodies[path]())

    def _go_on(self, piece: bytes, pause: float) -> None:
        """Until the other side has had enough."""
        self._head(200)
        while not self.server.over.wait(pause):
            try:
                self.wfile.write(piece)
                self.server.sent += len(piece)
            except OSError:
                return

    def _send(self, body: bytes, **headers: str) -> None:
        self._head(200, **{"Content-Length": str(len(body)), "Content-Type": "text/plain", **headers})
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def _head(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Emulator)
    made.asked, made.sent, made.over, made.bodies = [], 0, threading.Event(), dict(BODIES)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.over.set()
    made.shutdown()
    made.server_close()


@pytest.fixture(autouse=True)
def guard(monkeypatch) -> Guard:
    """The real limits, except that names lead to this machine and nowhere else, and its address counts as public."""
    made = replace(
        reading.GUARD,
        ports=None,
        resolver=lambda host: ["10.0.0.7"] if host == "inside.example" else ["127.0.0.1"],
        public=lambda address: address == "127.0.0.1",
    )
    monkeypatch.setattr(reading, "GUARD", made)
    return made


@pytest.fixture
def feed(server):
    def make(path: str = "/feed", **facts) -> Feed:
        url = f"http://open.example:{server.server_port}{path}"
        return Feed.objects.create(**{"title": f"Лента {path}", "url": url, "lang": "ru", **facts})

    return make
